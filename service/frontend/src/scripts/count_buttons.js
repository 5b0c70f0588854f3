// Buttons that only a script can serve, so only a script adds them: print this page, copy a text.
// <div data-print="WORDS OF THE BUTTON"></div> and <textarea data-copy="WORDS OF THE BUTTON">.

export function addPrintButton (page) {
  const place = page.querySelector('[data-print]')
  if (place) place.append(buttonOf(place.dataset.print, () => window.print()))
}

export function addCopyButton (page) {
  const field = page.querySelector('[data-copy]')
  if (!field || !navigator.clipboard) return // there is none where the address is not secure
  const line = document.createElement('span')
  line.className = 'fm-copied'
  line.setAttribute('role', 'status')
  const row = document.createElement('p')
  row.className = 'fm-copy-row'
  row.append(buttonOf(field.dataset.copy, () => copy(field, line)), line)
  field.insertAdjacentElement('afterend', row)
}

async function copy (field, line) {
  try {
    await navigator.clipboard.writeText(field.value)
    line.textContent = 'Copied'
  } catch {
    field.select()
    line.textContent = 'The browser did not allow it. The text is selected: copy it yourself.'
  }
}

function buttonOf (words, act) {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'fm-button'
  button.textContent = words
  button.addEventListener('click', act)
  return button
}
