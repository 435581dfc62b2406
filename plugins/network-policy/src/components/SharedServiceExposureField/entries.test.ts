import {
  entriesFromLabels,
  entryFromPort,
  labelEntriesProblem,
  labelsFromEntries,
  portFromEntry,
} from './entries';

describe('labelsFromEntries', () => {
  it('reads labels, with empty values and values that have an equals sign', () => {
    expect(labelsFromEntries(['app=web', 'empty=', 'odd=a=b'])).toEqual({
      app: 'web',
      empty: '',
      odd: 'a=b',
    });
  });

  it.each([
    [['app'], { kind: 'unreadable', text: 'app' }],
    [['app=web', 'app=shop'], { kind: 'twice', text: 'app' }],
  ])('leaves %j as they are and says why', (entries, problem) => {
    expect(labelsFromEntries(entries)).toEqual(entries);
    expect(labelEntriesProblem(entries)).toEqual(problem);
  });

  it('is undone by entriesFromLabels', () => {
    expect(entriesFromLabels({ app: 'web', tier: 'db' })).toEqual([
      'app=web',
      'tier=db',
    ]);
    expect(entriesFromLabels(['app'])).toEqual(['app']);
    expect(entriesFromLabels(undefined)).toEqual([]);
  });
});

describe('portFromEntry', () => {
  it.each([
    ['TCP 80', { protocol: 'TCP', port: 80 }],
    ['udp 53', { protocol: 'UDP', port: 53 }],
    ['8080', { protocol: 'TCP', port: 8080 }],
    ['SCTP/9000-9010', { protocol: 'SCTP', port: 9000, endPort: 9010 }],
    ['http', { protocol: 'TCP', port: 'http' }],
    ['UDP dns-udp', { protocol: 'UDP', port: 'dns-udp' }],
  ])('reads %s', (entry, port) => {
    expect(portFromEntry(entry)).toEqual(port);
  });

  it.each(['ICMP 8', 'TCP 80 90', '', 'http_alt'])(
    'leaves %j as it is',
    entry => {
      expect(portFromEntry(entry)).toBe(entry);
    },
  );

  it('is undone by entryFromPort', () => {
    for (const entry of ['TCP 80', 'SCTP 9000-9010', 'UDP dns', 'ICMP 8']) {
      expect(entryFromPort(portFromEntry(entry))).toBe(entry);
    }
  });
});
