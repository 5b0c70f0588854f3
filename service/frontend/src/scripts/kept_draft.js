// Keeps the draft of a task's answers every 30 seconds while somebody types, as "Save as draft" does.
// <form data-keep-draft="ADDRESS" data-unsaved>: no address where nobody has taken the task, for keeping would take it;
// data-unsaved where the page shows answers that were posted and not kept.

import { learnEnd } from './session_end.js'

const EVERY = 30 * 1000
const LARGEST_WHEN_LEAVING = 60_000 // characters: browsers send no more once the page is gone
const KEY_OF_THE_BUTTON = 'idempotency_key' // the press that comes later needs it
const NOT_TAKEN = 'Nobody has taken this task, so nothing is saved by itself. “Save as draft” takes it.'
const NOT_SAVED = 'Not saved. Save it yourself before you leave.'

// Gives the function that keeps at once whatever has changed.
export function keepDrafts (page) {
  const form = page.querySelector('form[data-keep-draft]')
  if (!form) return async () => {}
  const draft = { form, line: addLine(form), kept: 'unsaved' in form.dataset ? null : answersIn(form) }
  if (!form.dataset.keepDraft) {
    form.addEventListener('input', () => say(draft.line, NOT_TAKEN), { once: true })
    return async () => {}
  }
  const keep = () => keepChanges(draft)
  form.addEventListener('submit', () => { draft.isSent = true }) // from here on the answers are the button's
  page.addEventListener('visibilitychange', () => { if (page.hidden) keep() })
  setInterval(keep, EVERY)
  return keep
}

function addLine (form) {
  const line = document.createElement('p')
  line.className = 'fm-kept'
  line.setAttribute('role', 'status')
  const buttons = form.querySelector('.govuk-button-group')
  if (buttons) buttons.insertAdjacentElement('afterend', line)
  else form.append(line)
  return line
}

function answersIn (form) {
  const answers = new URLSearchParams(new FormData(form))
  answers.delete(KEY_OF_THE_BUTTON)
  return answers.toString()
}

// One at a time: whoever asks meanwhile waits for the same answer.
function keepChanges (draft) {
  const answers = answersIn(draft.form)
  if (draft.isSent || answers === draft.kept) return draft.running
  draft.running ??= keepAnswers(draft, answers).finally(() => { draft.running = null })
  return draft.running
}

async function keepAnswers (draft, answers) {
  try {
    const told = await send(draft.form.dataset.keepDraft, answers)
    draft.kept = answers
    learnEnd(told)
    say(draft.line, `Saved as a draft at ${told.kept_at}`)
  } catch {
    say(draft.line, NOT_SAVED)
  }
}

async function send (address, answers) {
  const answer = await fetch(address, {
    method: 'POST',
    body: new URLSearchParams(answers),
    redirect: 'error', // the sign-in page is no answer
    keepalive: answers.length < LARGEST_WHEN_LEAVING
  })
  if (!answer.ok) throw new Error(`The draft was refused: ${answer.status}`)
  return answer.json()
}

function say (line, words) {
  if (line.textContent !== words) line.textContent = words
}
