// Counts words while they are typed. The limit itself is checked by the server.
// <textarea data-max-words="60" ...>

export function countWords (page) {
  page.querySelectorAll('[data-max-words]').forEach(attachCount)
}

function attachCount (field) {
  const limit = Number(field.dataset.maxWords)
  const line = document.createElement('p')
  line.className = 'fm-word-count'
  line.setAttribute('aria-live', 'polite')
  field.insertAdjacentElement('afterend', line)
  const update = () => showCount(line, limit - wordsIn(field.value))
  field.addEventListener('input', update)
  update()
}

function wordsIn (text) {
  return (text.match(/\S+/g) ?? []).length
}

function showCount (line, left) {
  const many = Math.abs(left)
  const words = many === 1 ? '1 word' : `${many} words`
  line.textContent = left < 0 ? `You have ${words} too many` : `You have ${words} left`
  line.classList.toggle('fm-word-count--over', left < 0)
}
