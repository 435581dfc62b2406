import fc from 'fast-check';
import { draftText } from '../exposures/draftText';
import { ExposureDraft } from '../schema/openapi';

const word = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);
const labels = fc.dictionary(word, word, { minKeys: 1, maxKeys: 3 });

const from: fc.Arbitrary<ExposureDraft['from']> = fc.oneof(
  fc.constant({ width: 'all-namespaces' as const }),
  labels.map(namespaceLabels => ({
    width: 'labelled-namespaces' as const,
    namespaceLabels,
  })),
  labels.map(podLabels => ({ width: 'certain-pods' as const, podLabels })),
  fc.tuple(labels, labels).map(([namespaceLabels, podLabels]) => ({
    width: 'certain-pods-in-labelled-namespaces' as const,
    namespaceLabels,
    podLabels,
  })),
);

const protocol = fc.constantFrom('TCP', 'UDP', 'SCTP');
const number = fc.integer({ min: 1, max: 65535 });
const port: fc.Arbitrary<ExposureDraft['ports'][number]> = fc.oneof(
  fc.record({ protocol, port: fc.oneof(number, word) }),
  fc.tuple(protocol, number, number).map(([one, first, last]) => ({
    protocol: one,
    port: Math.min(first, last),
    endPort: Math.max(first, last),
  })),
);

const text = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
  .map(written => written.trim())
  .filter(written => draftText(500).min(1).safeParse(written).success);

/** A draft that the form could have made. */
export const exposureDraft: fc.Arbitrary<ExposureDraft> = fc.record(
  {
    cluster: word,
    namespace: word,
    name: word,
    podSelector: labels,
    from,
    ports: fc.array(port, { maxLength: 3 }),
    reason: text,
    reviewBy: fc
      .date({
        min: new Date('2026-01-01'),
        max: new Date('2099-12-31'),
        noInvalidDate: true,
      })
      .map(date => date.toISOString().slice(0, 10)),
    ticket: text,
  },
  {
    requiredKeys: [
      'cluster',
      'namespace',
      'name',
      'podSelector',
      'from',
      'ports',
      'reason',
    ],
  },
);
