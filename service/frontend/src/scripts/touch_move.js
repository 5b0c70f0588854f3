// Moves the drawing sideways with a finger; up and down still scrolls the page, so nobody is trapped.

export function moveByTouch (element, move) {
  element.style.touchAction = 'pan-y'
  let last = null
  element.addEventListener('pointerdown', (event) => {
    if (event.pointerType === 'touch') last = event.clientX
  })
  element.addEventListener('pointermove', (event) => {
    if (last === null || event.pointerType !== 'touch') return
    move({ dx: event.clientX - last, dy: 0 })
    last = event.clientX
  })
  for (const end of ['pointerup', 'pointercancel', 'pointerleave']) {
    element.addEventListener(end, () => { last = null })
  }
}
