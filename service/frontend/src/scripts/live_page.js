// Keeps a page with running times fresh: <p data-live="SECONDS"> asks the server anew each minute and puts its main part
// in the place of the old one. Never while something is typed; a button stops it. The request says that nobody pressed
// anything, so it keeps no session alive. Without script the page stands still and says the time it was made at.

const STOPPED = 'folkmoot-live-stopped'
const BY_ITSELF = { 'X-Folkmoot-By-Itself': 'yes' }

// renew: what makes the parts of the fresh main part work.
export function keepFresh (page, renew) {
  const line = page.querySelector('[data-live]')
  if (!line) return
  addButton(line)
  setInterval(() => refresh(page, renew), Number(line.dataset.live) * 1000)
}

function addButton (line) {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'fm-button-link'
  button.dataset.liveButton = ''
  button.textContent = isStopped() ? 'Keep this page fresh' : 'Stop refreshing'
  button.addEventListener('click', () => {
    keepStopped(!isStopped())
    button.textContent = isStopped() ? 'Keep this page fresh' : 'Stop refreshing'
  })
  line.append(' ', button)
}

function isStopped () {
  try {
    return sessionStorage.getItem(STOPPED) === 'yes'
  } catch {
    return false
  }
}

function keepStopped (stopped) {
  try {
    sessionStorage.setItem(STOPPED, stopped ? 'yes' : 'no')
  } catch { /* a browser that keeps nothing: the page goes on being fresh */ }
}

function isTyping (page) {
  if (page.activeElement?.matches('input, textarea, select')) return true
  return [...page.querySelectorAll('input:not([type=hidden]), textarea')].some((field) => field.value !== field.defaultValue)
}

async function refresh (page, renew) {
  if (isStopped() || isTyping(page) || page.visibilityState !== 'visible') return
  try {
    const answer = await fetch(location.href, { headers: BY_ITSELF, redirect: 'manual' })
    if (answer.type === 'opaqueredirect') return location.reload() // signed out, or moved: the server says where
    if (!answer.ok) return
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html')
    if (!isTyping(page)) putInPlace(page, fresh, renew)
  } catch { /* no answer: the next minute asks again */ }
}

function putInPlace (page, fresh, renew) {
  const [old, main] = [page, fresh].map((one) => one.querySelector('main'))
  if (!old || !main) return
  const place = placeOf(page.activeElement, old)
  page.title = fresh.title
  old.replaceWith(page.adoptNode(main))
  const line = main.querySelector('[data-live]')
  if (line) addButton(line)
  renew(main)
  if (place) main.querySelectorAll(place.of)[place.number]?.focus({ preventScroll: true })
}

// Where the keyboard stands among the links and buttons of the main part, to be there again afterwards.
function placeOf (element, main) {
  if (!element || !main.contains(element)) return null
  const of = element.matches('[data-live-button]') ? '[data-live-button]' : `a[href="${CSS.escape(element.getAttribute('href') ?? '')}"]`
  const number = [...main.querySelectorAll(of)].indexOf(element)
  return number < 0 ? null : { of, number }
}
