import { nextSourcePort } from './sourcePorts';

it('gives a pod other ports each time, outside those that the kernel picks, and each pod its own', () => {
  const ports = Array.from({ length: 20_000 }, () => nextSourcePort('one'));
  expect(new Set(ports).size).toBe(ports.length);
  expect(Math.min(...ports)).toBeGreaterThan(1024);
  expect(Math.max(...ports)).toBeLessThan(30_000);
  expect(nextSourcePort('other')).toBe(ports[0]);
});
