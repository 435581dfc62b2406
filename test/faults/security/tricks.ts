/** Names that would lead somewhere else, if they became part of a path or a query as they are. */
export const tricks: readonly string[] = [
  '..',
  '../../../../api/v1/namespaces/kube-system/secrets',
  '%2e%2e%2f%2e%2e%2fsecrets',
  '..%2f..%2fapi%2fv1%2fsecrets',
  'np-faults/../kube-system',
  'np-faults%00',
  'np-faults\u0000',
  'np-faults?labelSelector=a&limit=1',
  'np-faults#fragment',
  'np-faults;param=1',
  'np-faults\r\nX-Injected: yes',
  'np-faults\\..\\secrets',
  'ｎp-faults／secrets',
  '\u202enp-faults',
  '__proto__',
  '*',
  'a'.repeat(6_000),
];

/** How each may be written in a path: encoded, encoded twice, and as it is where that can be sent at all. */
export function spellingsOf(trick: string): string[] {
  const encoded = encodeURIComponent(trick);
  return [
    encoded,
    encodeURIComponent(encoded),
    ...(/^[\x21-\x7e]*$/.test(trick) ? [trick] : []),
  ];
}
