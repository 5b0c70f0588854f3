// Single keys outside fields: "/" to Find a case, "g" and a letter to a page of the menu, "j" and "k" along the tasks,
// "?" to the list of them. <nav data-keys="ADDRESS OF THE LIST">: absent where the person has switched them off.

const IN_A_FIELD = 'input, textarea, select, [contenteditable]'
const PATIENCE = 2000 // milliseconds between "g" and the letter
const TASKS = '.fm-row__task a'

export function listenForKeys (page) {
  const menu = page.querySelector('[data-keys]')
  if (!menu) return
  let goUntil = 0
  page.addEventListener('keydown', (event) => {
    if (isForSomethingElse(event)) return
    const act = event.timeStamp < goUntil ? pageOf(menu, event.key) : actOf(page, menu, event.key)
    goUntil = event.key === 'g' ? event.timeStamp + PATIENCE : 0
    if (!act) return
    event.preventDefault()
    act()
  })
}

function isForSomethingElse (event) {
  const isCommand = event.ctrlKey || event.metaKey || event.altKey || event.isComposing
  return isCommand || event.defaultPrevented || event.target.closest?.(IN_A_FIELD)
}

function pageOf (menu, key) {
  const link = [...menu.querySelectorAll('[data-key]')].find((entry) => entry.dataset.key === key)
  return link && (() => location.assign(link.href))
}

function actOf (page, menu, key) {
  const find = page.getElementById('find-a-case')
  const acts = {
    '/': find && (() => { find.focus(); find.select() }),
    '?': () => location.assign(menu.dataset.keys),
    j: () => goAlong(page, 1),
    k: () => goAlong(page, -1)
  }
  return Object.hasOwn(acts, key) && acts[key]
}

// From wherever the focus is in a row to the task of the next row or the one before; from outside to the first.
function goAlong (page, step) {
  const tasks = [...page.querySelectorAll(TASKS)]
  const here = tasks.findIndex((task) => task.closest('li').contains(page.activeElement))
  const next = here < 0 ? 0 : here + step
  tasks[next]?.focus()
}
