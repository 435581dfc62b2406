import { PortSetTable } from './PortSetTable';

/** The sources of one destination, with the numbers of the ports that they can reach. Only what is touched costs time. */
export class SourceRow {
  private readonly numbers: Int32Array;
  private touched: number[] = [];

  constructor(private readonly table: PortSetTable, size: number) {
    this.numbers = new Int32Array(size);
  }

  /** Lets a source reach more ports. */
  add(source: number, ports: number): void {
    const known = this.numbers[source];
    if (known === ports) {
      return;
    }
    if (known === this.table.none) {
      this.touched.push(source);
      this.numbers[source] = ports;
    } else {
      this.numbers[source] = this.table.unite(known, ports);
    }
  }

  /**
   * Takes all sources out, and gives them apart by the ports.
   *
   * @param except - is left out
   * @param end - so are this one and all after it
   */
  take(except: number, end: number): Map<number, number[]> {
    const { numbers, touched } = this;
    const groups = new Map<number, number[]>();
    for (let nth = 0; nth < touched.length; nth++) {
      const source = touched[nth];
      const ports = numbers[source];
      numbers[source] = this.table.none;
      if (source !== except && source < end) {
        const group = groups.get(ports);
        if (group) {
          group.push(source);
        } else {
          groups.set(ports, [source]);
        }
      }
    }
    this.touched = [];
    return groups;
  }
}
