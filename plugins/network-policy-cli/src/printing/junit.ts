import { Outcome, outcomeInWords } from '../asking/check';
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

function* formatCase(outcome: Outcome): Generator<string> {
  const { checked, result } = outcome;
  const { name, pass, partial, reasons } = result;
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
    const element = checked ? 'failure' : 'error';
    yield `      <${element} message="${outcomeInWords(
      outcome,
    )}">${text}</${element}>`;
  }
  yield '    </testcase>';
}

/** Results as JUnit's XML, which build servers show. */
export function* formatJunit(outcomes: readonly Outcome[]): Generator<string> {
  const errors = outcomes.filter(({ checked }) => !checked).length;
  const failed = outcomes.filter(({ result }) => !result.pass).length - errors;
  const counts = `tests="${outcomes.length}" failures="${failed}" errors="${errors}" skipped="0"`;
  yield '<?xml version="1.0" encoding="UTF-8"?>';
  yield `<testsuites ${counts}>`;
  yield `  <testsuite name="network-policy" ${counts}>`;
  for (const outcome of outcomes) {
    yield* formatCase(outcome);
  }
  yield '  </testsuite>';
  yield '</testsuites>';
}
