// Shows a question only after the answer it depends on. Without script it is always shown.
// Either <div data-when-question="NAME" data-when-values='["yes"]'> anywhere, or the part under a radio that
// GOV.UK's macro names in data-aria-controls. GOV.UK's own radio script is not used: it sets aria-expanded on
// radios, which ARIA does not allow there.

const HIDDEN = 'govuk-radios__conditional--hidden'

export function followAnswers (page) {
  const dependents = [...page.querySelectorAll('[data-when-question]')]
  const openers = [...page.querySelectorAll('input[type="radio"][data-aria-controls]')]
  if (dependents.length + openers.length === 0) return
  const update = () => {
    dependents.forEach((block) => { block.hidden = !isAsked(block) })
    openers.forEach((radio) => partUnder(radio).classList.toggle(HIDDEN, !radio.checked))
  }
  page.addEventListener('change', update)
  window.addEventListener('pageshow', update) // a browser may put answers back after the page has loaded
  update()
}

function partUnder (radio) {
  return document.getElementById(radio.dataset.ariaControls)
}

function isAsked (block) {
  const wanted = JSON.parse(block.dataset.whenValues)
  return answersTo(block.dataset.whenQuestion).some((answer) => wanted.includes(answer))
}

function answersTo (name) {
  return [...document.getElementsByName(name)].filter(isChosen).map((field) => field.value)
}

function isChosen (field) {
  return field.type === 'radio' || field.type === 'checkbox' ? field.checked : true
}
