// The table of attacks: each with what it meets now, and whether the tests of that name say so.

const inTests = count => `${count} ${count === 1 ? 'test' : 'tests'}`;

/**
 * @param {readonly { attack: number, tried: string, meets: string }[]} attacks
 * @param {{ testResults: { assertionResults: { fullName: string, status: string }[] }[] }} report Jest's
 */
export function attackRows(attacks, { testResults }) {
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  return attacks.map(({ attack, tried, meets }) => {
    const name = new RegExp(`\\battack ${attack}: `);
    const own = tests.filter(({ fullName }) => name.test(fullName));
    const passed = own.filter(({ status }) => status === 'passed').length;
    return {
      attack,
      tried,
      meets,
      tests: own.length,
      passed,
      holds: own.length > 0 && passed === own.length,
    };
  });
}

/** The rows as lines of text, with a heading. */
export function attackTable(rows) {
  const cells = rows.map(({ attack, tried, meets, tests, passed, holds }) => [
    String(attack),
    tried,
    meets,
    holds ? `held, ${inTests(tests)}` : `OPEN, ${passed} of ${inTests(tests)}`,
  ]);
  const lines = [['#', 'attack', 'what it meets now', 'tests'], ...cells];
  const widths = lines[0].map((_, column) =>
    Math.max(...lines.map(line => line[column].length)),
  );
  return lines.map(line =>
    line
      .map((cell, column) => cell.padEnd(widths[column]))
      .join(' | ')
      .trimEnd(),
  );
}
