// bpmnlint over diagram files, bundled so that it needs Node but no npm: node lint_diagrams.mjs CONFIG FILE...
// One line a finding; the exit code is 1 when there is any, warnings included.

import { readFile } from 'node:fs/promises'

import { BpmnModdle } from 'bpmn-moddle'
import Linter from 'bpmnlint/lib/linter.js'

const resolver = {
  resolveRule: async (_package, name) => (await import(`../../node_modules/bpmnlint/rules/${name}.js`)).default,
  resolveConfig: async (_package, name) => (await import(`../../node_modules/bpmnlint/config/${name}.js`)).default
}

// A fresh linter for each file: some rules remember what they saw.
async function lintFile (config, file) {
  const linter = new Linter({ config, resolver })
  const { rootElement, warnings } = await new BpmnModdle().fromXML(await readFile(file, 'utf8'))
  const unread = warnings.map((warning) => `${file}: unreadable: ${warning.message}`)
  const reports = Object.entries(await linter.lint(rootElement))
  return [...unread, ...reports.flatMap(([rule, found]) => found.map((one) => lineOf(file, rule, one)))]
}

function lineOf (file, rule, { id, category, message }) {
  return `${file}: ${id ?? '-'}: ${message} (${rule}, ${category})`
}

const [configFile, ...files] = process.argv.slice(2)
const config = JSON.parse(await readFile(configFile, 'utf8'))
const findings = (await Promise.all(files.map((file) => lintFile(config, file)))).flat()
findings.forEach((line) => console.log(line))
process.exitCode = findings.length > 0 ? 1 : 0
