import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attackRows, attackTable } from './attackRows.mjs';

const attacks = [
  { attack: 1, tried: 'One.', meets: 'A wall.' },
  { attack: 10, tried: 'Ten.', meets: 'Another.' },
  { attack: 11, tried: 'Eleven.', meets: 'None.' },
];
const report = {
  testResults: [
    {
      assertionResults: [
        { fullName: 'attack 1: is refused', status: 'passed' },
        { fullName: 'a wall attack 1: is refused twice', status: 'passed' },
        { fullName: 'attack 10: is refused', status: 'passed' },
        { fullName: 'attack 10: is not seen', status: 'failed' },
      ],
    },
  ],
};

test('an attack is held when all tests of its name passed, and there are some', () => {
  assert.deepEqual(
    attackRows(attacks, report).map(({ attack, tests, passed, holds }) => ({
      attack,
      tests,
      passed,
      holds,
    })),
    [
      { attack: 1, tests: 2, passed: 2, holds: true },
      { attack: 10, tests: 2, passed: 1, holds: false },
      { attack: 11, tests: 0, passed: 0, holds: false },
    ],
  );
});

test('the table has a line for each', () => {
  assert.deepEqual(attackTable(attackRows(attacks, report)), [
    '#  | attack  | what it meets now | tests',
    '1  | One.    | A wall.           | held, 2 tests',
    '10 | Ten.    | Another.          | OPEN, 1 of 2 tests',
    '11 | Eleven. | None.             | OPEN, 0 of 0 tests',
  ]);
});
