// How many expressions a second npm's spdx-expression-parse parses, for the bench beside this file:
//
//   node expression.js MODULES FILE      MODULES: a node_modules folder; FILE: one expression a line
//
// Prints one number, the median of the rounds. Warm-up and rounds are as in expression.cpp; both count
// processor time, which other work on the machine changes little.
'use strict'
const fs = require('fs')
const path = require('path')

const kWarmUpSeconds = 1
const kRounds = 9
const kRoundSeconds = 0.25

const [modules, file] = process.argv.slice(2)
const parse = require(path.resolve(modules, 'spdx-expression-parse'))
const expressions = fs.readFileSync(file, 'utf8').split('\n').filter((line) => line !== '')

// Expressions a second, over whole passes through the file for at least so many seconds.
function measure (seconds) {
  const start = process.cpuUsage()
  let terms = 0 // the trees are looked at, so that nothing can be left undone
  let parsed = 0
  let elapsed = 0
  do {
    for (const text of expressions) {
      const tree = parse(text)
      terms += 'license' in tree ? 1 : 2
    }
    parsed += expressions.length
    const used = process.cpuUsage(start)
    elapsed = (used.user + used.system) / 1e6
  } while (elapsed < seconds)
  if (terms < parsed) throw new Error('an expression without a tree')
  return parsed / elapsed
}

measure(kWarmUpSeconds)
const rounds = Array.from({ length: kRounds }, () => measure(kRoundSeconds)).sort((a, b) => a - b)
console.log(Math.round(rounds[Math.floor(kRounds / 2)]))
