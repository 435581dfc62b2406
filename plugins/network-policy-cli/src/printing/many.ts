/** Things that are made one by one while they are printed; there may be a million of them. */
export type Many<T> = Iterable<T>;

/** Makes one thing of each other, when it is asked for; as often as it is asked for. */
export function each<T, U>(items: Iterable<T>, make: (item: T) => U): Many<U> {
  return {
    *[Symbol.iterator]() {
      for (const item of items) {
        yield make(item);
      }
    },
  };
}

/** Whether a value is a list of things, made already or not. */
export function isMany(value: unknown): value is Many<unknown> {
  return (
    typeof value === 'object' && value !== null && Symbol.iterator in value
  );
}
