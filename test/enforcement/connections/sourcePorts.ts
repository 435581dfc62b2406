const first = 10_000;
const count = 20_000;

const used = new Map<string, number>();

/**
 * A port to connect from, another one each time. Whoever tracks connections takes a datagram between two ends that have
 * talked within the last minutes for part of what was allowed then; ports that the kernel picks do come again.
 *
 * @param pod - the pod that connects; others may have the same ports
 */
export function nextSourcePort(pod: string): number {
  const before = used.get(pod) ?? 0;
  used.set(pod, before + 1);
  return first + (before % count);
}
