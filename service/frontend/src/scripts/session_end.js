// Warns five minutes before this browser is signed out, and lets the person stay. The server decides; without script
// nothing changes. <div role="alert" data-ends-in="SECONDS" data-ends-at="3:40pm" data-can-stay data-stay="ADDRESS"
// data-token="...">. The windows of a browser share one session: what one learns of its end, the others read.

const WARN_BEFORE = 5 * 60 * 1000
const LOOK_EVERY = 10 * 1000
const SHARED = 'folkmoot-session-end'
let known = null

// saveFirst: what to save before the warning. A draft that was saved puts the end off, and nothing need be said.
export function watchSession (page, saveFirst) {
  const line = page.querySelector('[data-ends-in]')
  if (!line) return
  const { endsIn, endsAt, canStay } = line.dataset
  learnEnd({ ends_in: Number(endsIn), ends_at: endsAt, can_stay: canStay !== undefined })
  const look = () => lookAtEnd(line, saveFirst)
  setInterval(look, LOOK_EVERY)
  page.addEventListener('visibilitychange', look) // a computer that slept
}

// Keeps what an answer of the server said of the end.
export function learnEnd (told) {
  known = { at: Date.now() + told.ends_in * 1000, words: told.ends_at, canStay: told.can_stay }
  try {
    localStorage.setItem(SHARED, JSON.stringify(known))
  } catch { /* a browser that keeps nothing: this window then knows only of itself */ }
}

function presentEnd () {
  try {
    return JSON.parse(localStorage.getItem(SHARED)) ?? known
  } catch {
    return known
  }
}

function timeLeft () {
  return presentEnd().at - Date.now()
}

async function lookAtEnd (line, saveFirst) {
  if (timeLeft() > 0 && timeLeft() <= WARN_BEFORE && !line.hasChildNodes()) await saveFirst()
  if (timeLeft() > WARN_BEFORE) line.replaceChildren()
  else if (timeLeft() > 0) warn(line)
  else sayEnded(line)
}

function warn (line) {
  const { words, canStay } = presentEnd()
  if (canStay) {
    say(line, `You will be signed out at ${words} because nothing has happened for a while.`, stayButton(line))
  } else {
    say(line, `You will be signed out at ${words}, 12 hours after you signed in. Save what you are doing.`)
  }
}

function sayEnded (line) {
  const again = document.createElement('a')
  again.href = location.pathname + location.search
  again.textContent = 'Sign in again'
  say(line, 'You were signed out. Copy what you have not saved before you go on.', again)
}

function stayButton (line) {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'fm-button'
  button.textContent = 'Stay signed in'
  let before = null
  button.addEventListener('focus', (event) => { before = event.relatedTarget })
  button.addEventListener('click', async () => {
    await stay(line)
    if (!button.isConnected) before?.focus() // back to the field in which somebody was
  })
  return button
}

async function stay (line) {
  const { stay: address, token } = line.dataset
  try {
    const answer = await fetch(address, { method: 'POST', headers: { 'X-CSRFToken': token }, redirect: 'manual' })
    if (answer.type === 'opaqueredirect') return sayEnded(line) // to the sign-in page
    learnEnd(await answer.json())
    line.replaceChildren()
  } catch {
    say(line, 'The service did not answer. Try again, or save what you are doing.', stayButton(line))
  }
}

// A line that says it already is left alone: it would be read out again.
function say (line, words, more) {
  if (line.firstChild?.textContent === words) return
  const sentence = document.createElement('p')
  sentence.textContent = words
  line.replaceChildren(...[sentence, more].filter(Boolean))
  document.activeElement?.scrollIntoView({ block: 'nearest' }) // the line must not lie over the field somebody is in
}
