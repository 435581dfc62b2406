import fc from 'fast-check';
import { Protocol } from '../schema/openapi';
import { PortSet } from './portSet';

const protocols: readonly Protocol[] = ['TCP', 'UDP', 'SCTP'];

/** Ports around which the sets of these tests begin and end. */
const edges = [1, 2, 79, 80, 81, 443, 8080, 65534, 65535];
const sampled = protocols.flatMap(protocol =>
  [...new Set(edges.flatMap(edge => [edge - 1, edge, edge + 1]))]
    .filter(port => port >= 1 && port <= 65535)
    .map(port => ({ protocol, port })),
);

/** A set of ports, and beside it the same as a plain set of the sampled ones. */
interface Both {
  ports: PortSet;
  plain: ReadonlySet<string>;
}

const plainOf = (holds: (protocol: Protocol, port: number) => boolean) =>
  new Set(
    sampled
      .filter(({ protocol, port }) => holds(protocol, port))
      .map(({ protocol, port }) => `${protocol} ${port}`),
  );

const interval: fc.Arbitrary<Both> = fc
  .tuple(
    fc.constantFrom(...protocols),
    fc.constantFrom(...edges),
    fc.constantFrom(...edges),
  )
  .map(([protocol, one, other]) => {
    const [from, to] = [Math.min(one, other), Math.max(one, other)];
    return {
      ports: PortSet.of(protocol, from, to),
      plain: plainOf(
        (own, port) => own === protocol && port >= from && port <= to,
      ),
    };
  });

const simple: fc.Arbitrary<Both> = fc.oneof(
  { weight: 6, arbitrary: interval },
  {
    weight: 1,
    arbitrary: fc.constant({
      ports: PortSet.all(),
      plain: plainOf(() => true),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.constant({
      ports: PortSet.none(),
      plain: plainOf(() => false),
    }),
  },
);

const combinations = {
  union: (one: ReadonlySet<string>, other: ReadonlySet<string>) =>
    new Set([...one, ...other]),
  intersect: (one: ReadonlySet<string>, other: ReadonlySet<string>) =>
    new Set([...one].filter(port => other.has(port))),
  subtract: (one: ReadonlySet<string>, other: ReadonlySet<string>) =>
    new Set([...one].filter(port => !other.has(port))),
};

const { combined } = fc.letrec<{ combined: Both }>(tie => ({
  combined: fc.oneof(
    { maxDepth: 5 },
    simple,
    fc
      .tuple(
        fc.constantFrom('union', 'intersect', 'subtract'),
        tie('combined'),
        tie('combined'),
      )
      .map(([operation, one, other]) => ({
        ports: one.ports[operation](other.ports),
        plain: combinations[operation](one.plain, other.plain),
      })),
  ),
}));

const set = combined.map(({ ports }) => ports);

it('holds what a plain set of ports holds, however it was put together', () => {
  fc.assert(
    fc.property(combined, ({ ports, plain }) => {
      expect(plainOf((protocol, port) => ports.has(protocol, port))).toEqual(
        plain,
      );
    }),
  );
});

it('is spelled by its ranges: sorted, apart from each other, and no port is left out', () => {
  fc.assert(
    fc.property(combined, ({ ports, plain }) => {
      const spelled = ports.toRanges().flatMap(({ protocol, ports: ranges }) =>
        ranges.split(',').map(range => {
          const [from, to = from] = range.split('-').map(Number);
          return { protocol, from, to };
        }),
      );
      expect(
        plainOf((protocol, port) =>
          spelled.some(
            range =>
              range.protocol === protocol &&
              range.from <= port &&
              port <= range.to,
          ),
        ),
      ).toEqual(plain);
      spelled.slice(1).forEach(({ protocol, from, to }, index) => {
        const before = spelled[index];
        expect(from).toBeLessThanOrEqual(to);
        expect(protocols.indexOf(protocol) * 100_000 + from).toBeGreaterThan(
          protocols.indexOf(before.protocol) * 100_000 + before.to + 1,
        );
      });
    }),
  );
});

it('equals every set with the same ports, and no other', () => {
  fc.assert(
    fc.property(combined, combined, (one, other) => {
      const same =
        one.plain.size === other.plain.size &&
        [...one.plain].every(port => other.plain.has(port));
      expect(one.ports.equals(other.ports)).toBe(same);
      expect(`${one.ports}` === `${other.ports}`).toBe(same);
      expect(one.ports.isEmpty()).toBe(one.plain.size === 0);
      expect(one.ports.isAll()).toBe(one.plain.size === sampled.length);
    }),
  );
});

it('obeys the laws of sets', () => {
  fc.assert(
    fc.property(set, set, set, (a, b, c) => {
      const pairs: [PortSet, PortSet][] = [
        [a.union(b), b.union(a)],
        [a.intersect(b), b.intersect(a)],
        [a.union(b).union(c), a.union(b.union(c))],
        [a.intersect(b.union(c)), a.intersect(b).union(a.intersect(c))],
        [a.subtract(b.union(c)), a.subtract(b).subtract(c)],
        [
          PortSet.all().subtract(a.intersect(b)),
          PortSet.all().subtract(a).union(PortSet.all().subtract(b)),
        ],
        [a.subtract(b).union(a.intersect(b)), a],
        [a.subtract(a), PortSet.none()],
        [a.union(PortSet.all()), PortSet.all()],
        [a.intersect(PortSet.none()), PortSet.none()],
      ];
      pairs.forEach(([one, other]) => expect(`${one}`).toBe(`${other}`));
    }),
  );
});

it('never changes', () => {
  fc.assert(
    fc.property(set, set, (one, other) => {
      const before = `${one}`;
      one.union(other);
      one.intersect(other);
      one.subtract(other);
      expect(`${one}`).toBe(before);
    }),
  );
});

it('names its first port: the lowest of the first protocol that has any', () => {
  fc.assert(
    fc.property(combined, ({ ports, plain }) => {
      const lowest = sampled.find(({ protocol, port }) =>
        plain.has(`${protocol} ${port}`),
      );
      const found = ports.first();
      expect(found === undefined).toBe(lowest === undefined);
      expect(found && ports.has(found.protocol, found.port)).toBe(
        lowest && true,
      );
      expect(found?.protocol).toBe(lowest?.protocol);
      // Sets begin at a sampled port, or where another one ends.
      expect(found?.port).toBe(lowest?.port);
    }),
  );
});

it('prints protocols in their order, and leaves out those without ports', () => {
  const ports = PortSet.of('UDP', 53, 53).union(
    PortSet.of('TCP').subtract(PortSet.of('TCP', 80, 80)),
  );
  expect(ports.toRanges()).toEqual([
    { protocol: 'TCP', ports: '1-79,81-65535' },
    { protocol: 'UDP', ports: '53' },
  ]);
  expect(`${ports}`).toBe('TCP 1-79,81-65535, UDP 53');
  expect(`${PortSet.none()}`).toBe('no ports');
  expect(
    `${PortSet.of('SCTP').union(PortSet.of('TCP')).union(PortSet.of('UDP'))}`,
  ).toBe('all ports');
});
