import { CheckedAssertion } from '../asking/check';
import { printable } from './printable';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

// Most of what XML has no characters for is spelled out already.
function escape(text: string): string {
  return printable(text)
    .replace(/[\ufffe\uffff]/g, '\ufffd')
    .replace(/[&<>"]/g, character => entities[character]);
}

function* formatCase(result: CheckedAssertion): Generator<string> {
  const { name, pass, expect, actual, partial, reasons } = result;
  const attributes = `classname="network-policy" name="${escape(name)}"`;
  if (pass && !partial) {
    yield `    <testcase ${attributes}/>`;
    return;
  }
  yield `    <testcase ${attributes}>`;
  const text = reasons.map(escape).join('\n');
  if (pass) {
    yield `      <system-out>${text}</system-out>`;
  } else {
    yield `      <failure message="expected ${expect}, but it is ${actual}">${text}</failure>`;
  }
  yield '    </testcase>';
}

/** Results as JUnit's XML, which build servers show. */
export function* formatJunit(
  results: readonly CheckedAssertion[],
): Generator<string> {
  const failed = results.filter(({ pass }) => !pass).length;
  const counts = `tests="${results.length}" failures="${failed}" errors="0" skipped="0"`;
  yield '<?xml version="1.0" encoding="UTF-8"?>';
  yield `<testsuites ${counts}>`;
  yield `  <testsuite name="network-policy" ${counts}>`;
  for (const result of results) {
    yield* formatCase(result);
  }
  yield '  </testsuite>';
  yield '</testsuites>';
}
