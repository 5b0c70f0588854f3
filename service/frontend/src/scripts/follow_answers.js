// Shows a question only after the answer it depends on. Without script it is always shown.
// <div data-when-question="NAME" data-when-values='["yes"]'> ... </div>

export function followAnswers (page) {
  const dependents = [...page.querySelectorAll('[data-when-question]')]
  if (dependents.length === 0) return
  const update = () => dependents.forEach((block) => { block.hidden = !isAsked(block) })
  page.addEventListener('change', update)
  update()
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
