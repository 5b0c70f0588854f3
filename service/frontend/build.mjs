// Bundles the styles and scripts of the pages, and the tools of the tests.
// Usage: node build.mjs OUTPUT_FOLDER TOOLS_FOLDER. Reads src/ and node_modules/ beside this file; writes nothing else.

import { createHash } from 'node:crypto'
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

import * as esbuild from 'esbuild'
import * as sass from 'sass'

const here = path.dirname(fileURLToPath(import.meta.url))
const output = path.resolve(process.argv[2] ?? path.join(here, 'dist'))
const tools = path.resolve(process.argv[3] ?? path.join(here, 'built'))
const MOJ_IMAGES = path.join(here, 'node_modules/@ministryofjustice/frontend/moj/assets/images')

const SCRIPTS = { pages: 'src/scripts/pages.js', viewer: 'src/scripts/viewer.js' }
const STYLES = { theme: 'src/styles/theme.scss', viewer: 'src/styles/viewer.scss' }

async function bundleScripts () {
  const result = await esbuild.build({
    absWorkingDir: here,
    entryPoints: SCRIPTS,
    outdir: output,
    bundle: true,
    format: 'esm',
    minify: true,
    target: ['es2020'],
    legalComments: 'linked',
    metafile: true,
    logLevel: 'warning'
  })
  return Object.keys(result.metafile.inputs)
}

// Tools are for tests only: they never stand where pages are served from.
async function bundleTools () {
  await esbuild.build({
    absWorkingDir: here,
    entryPoints: ['src/tools/lint_diagrams.js'],
    outfile: path.join(tools, 'lint_diagrams.mjs'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: ['node20'],
    logLevel: 'warning'
  })
}

// The shapes of our own SCSS are checked by use; the notes about old Sass in the libraries are not ours to mend.
async function compileStyles () {
  const used = []
  for (const [name, source] of Object.entries(STYLES)) {
    const result = sass.compile(path.join(here, source), {
      loadPaths: [here],
      style: 'compressed',
      logger: sass.Logger.silent
    })
    await writeFile(path.join(output, `${name}.css`), result.css)
    await copyNamedIcons(result.css)
    used.push(...result.loadedUrls.map((url) => path.relative(here, fileURLToPath(url))))
  }
  return used
}

// Only the icons that the styles name are copied: the libraries' crowns, crests and fonts stay behind.
async function copyNamedIcons (css) {
  for (const [, icon] of css.matchAll(/url\(["']?\.\/images\/(icon-[\w-]+\.svg)["']?\)/g)) {
    await mkdir(path.join(output, 'images'), { recursive: true })
    await copyFile(path.join(MOJ_IMAGES, icon), path.join(output, 'images', icon))
  }
}

async function writeLicences (files) {
  const packages = new Set(files.map(packageOf).filter(Boolean))
  const parts = []
  for (const name of [...packages].sort()) {
    const folder = path.join(here, 'node_modules', name)
    const about = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'))
    const text = await firstReadable(folder, ['LICENSE', 'LICENSE.txt', 'LICENSE.md', 'LICENCE.txt'])
    parts.push(`${name} ${about.version}\nLicence: ${about.license}\n\n${text}`)
  }
  await writeFile(path.join(output, 'licences.txt'), parts.join(`\n${'-'.repeat(72)}\n`))
}

function packageOf (file) {
  const inside = file.split('node_modules/').at(-1)
  if (inside === file) return null
  const [first, second] = inside.split('/')
  return first.startsWith('@') ? `${first}/${second}` : first
}

async function firstReadable (folder, names) {
  for (const name of names) {
    try {
      return await readFile(path.join(folder, name), 'utf8')
    } catch (error) {
      if (error.code !== 'ENOENT') throw error
    }
  }
  return 'The package carries no licence text of its own; the line above is its declaration.\n'
}

// A short hash of the result: pages add it to the address, so that a browser never keeps an old file.
async function writeVersion () {
  const digest = createHash('sha256')
  for (const name of ['theme.css', 'viewer.css', 'pages.js', 'viewer.js']) {
    digest.update(await readFile(path.join(output, name)))
  }
  await writeFile(path.join(output, 'version.txt'), digest.digest('hex').slice(0, 12) + '\n')
}

await rm(output, { recursive: true, force: true })
await mkdir(output, { recursive: true })
const files = [...(await bundleScripts()), ...(await compileStyles())]
await writeLicences(files)
await writeVersion()
await bundleTools()
