// Draws a procedure and marks where a case stands: done, now, not yet.
// <figure data-module="fm-drawing" data-xml-url="..." data-done='["Task_A"]' data-now='["Task_B"]'>
//   <div class="fm-drawing__canvas"></div>  <div class="fm-zoom" hidden> buttons data-zoom </div>

import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer'

import { moveByTouch } from './touch_move.js'

const READABLE = 14 / 12 // labels are drawn at 12 px; 14 is the smallest allowed on a drawing
const ROOM = 48
const HEIGHT = { least: 200, most: 560 }

for (const figure of document.querySelectorAll('[data-module="fm-drawing"]')) draw(figure)

async function draw (figure) {
  const canvasElement = figure.querySelector('.fm-drawing__canvas')
  const viewer = new NavigatedViewer({ container: canvasElement, zoomScroll: { enabled: false } })
  try {
    await viewer.importXML(await load(figure.dataset.xmlUrl))
  } catch (error) {
    canvasElement.replaceChildren()
    figure.querySelector('figcaption').textContent = 'The drawing cannot be shown. The words say the same.'
    throw error
  }
  describe(canvasElement, figure)
  const now = idsOnDrawing(viewer, figure.dataset.now)
  mark(viewer, idsOnDrawing(viewer, figure.dataset.done), 'Done', 'fm-is-done')
  mark(viewer, now, 'Now', 'fm-is-now')
  fitHeight(viewer, canvasElement)
  showAround(viewer, now)
  enableZoom(viewer, figure, now)
  moveByTouch(canvasElement, (delta) => viewer.get('canvas').scroll(delta))
  figure.dataset.drawn = 'yes'
}

async function load (address) {
  const answer = await fetch(address, { credentials: 'same-origin' })
  if (!answer.ok) throw new Error(`The drawing answered ${answer.status}`)
  return answer.text()
}

// The drawing can have the focus for moving with the arrow keys, so it needs a name.
function describe (canvasElement, figure) {
  const svg = canvasElement.querySelector('svg')
  svg.setAttribute('role', 'group')
  svg.setAttribute('aria-label', figure.dataset.label ?? 'Drawing of the procedure. Move with the arrow keys.')
}

// The case may run an older version of the drawing: an unknown id would stop the script.
function idsOnDrawing (viewer, listed) {
  const registry = viewer.get('elementRegistry')
  return JSON.parse(listed || '[]').filter((id) => registry.get(id))
}

function mark (viewer, ids, word, marker) {
  for (const id of ids) {
    viewer.get('canvas').addMarker(id, marker)
    if (viewer.get('elementRegistry').get(id).width < 60) continue // no room on events and gateways
    viewer.get('overlays').add(id, { position: { top: -12, right: 44 }, html: wordTag(word) })
  }
}

function wordTag (word) {
  const tag = document.createElement('span')
  tag.className = word === 'Now' ? 'fm-drawing__word fm-drawing__word--now' : 'fm-drawing__word'
  tag.textContent = word
  return tag
}

function fitHeight (viewer, canvasElement) {
  const inner = viewer.get('canvas').viewbox().inner
  const wanted = inner.height * READABLE + 2 * ROOM
  canvasElement.style.height = `${Math.min(Math.max(wanted, HEIGHT.least), HEIGHT.most)}px`
  viewer.get('canvas').resized()
}

// Readable size, with the current steps a little right of the middle: what led there stays in view.
function showAround (viewer, ids) {
  const canvas = viewer.get('canvas')
  const { inner, outer } = canvas.viewbox()
  const width = outer.width / READABLE
  const height = outer.height / READABLE
  const focus = ids.length > 0 ? middleOf(viewer, ids) : { x: inner.x, y: inner.y + inner.height / 2 }
  const x = clamp(focus.x - width * 0.6, inner.x - ROOM, inner.x + inner.width + ROOM - width)
  const y = clamp(focus.y - height / 2, inner.y - ROOM, inner.y + inner.height + ROOM - height)
  canvas.viewbox({ x, y, width, height })
}

function middleOf (viewer, ids) {
  const boxes = ids.map((id) => viewer.get('elementRegistry').get(id))
  const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length
  return {
    x: mean(boxes.map((box) => box.x + box.width / 2)),
    y: mean(boxes.map((box) => box.y + box.height / 2))
  }
}

function clamp (value, least, most) {
  return most < least ? least : Math.min(Math.max(value, least), most)
}

function enableZoom (viewer, figure, now) {
  const controls = figure.querySelector('.fm-zoom')
  if (!controls) return
  const canvas = viewer.get('canvas')
  const acts = {
    larger: () => canvas.zoom(Math.min(canvas.zoom() * 1.25, 3)),
    smaller: () => canvas.zoom(Math.max(canvas.zoom() / 1.25, 0.2)),
    whole: () => canvas.zoom('fit-viewport', 'auto'),
    now: () => showAround(viewer, now)
  }
  for (const button of controls.querySelectorAll('[data-zoom]')) {
    button.addEventListener('click', acts[button.dataset.zoom])
  }
  controls.hidden = false
}
