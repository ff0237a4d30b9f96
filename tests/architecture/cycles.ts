/** Rings of files that import each other, by Tarjan's strongly connected components (SIAM J. Comput. 1, 1972). */

/** @param graph each file with those it imports
 *  @returns every group of two and more files that reach each other, and files that import themselves */
export function cyclesIn(graph: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  const indexOf = new Map<string, number>();
  const lowOf = new Map<string, number>();
  const stack: string[] = [];
  const found: string[][] = [];

  const visit = (file: string): number => {
    const index = indexOf.size;
    indexOf.set(file, index);
    stack.push(file);
    let low = index;
    for (const next of graph.get(file) ?? []) {
      if (!indexOf.has(next)) low = Math.min(low, visit(next));
      else if (stack.includes(next)) low = Math.min(low, indexOf.get(next) ?? index);
    }
    lowOf.set(file, low);
    if (low === index) {
      const ring = stack.splice(stack.indexOf(file));
      if (ring.length > 1 || graph.get(file)?.includes(file)) found.push(ring.toSorted());
    }
    return low;
  };
  for (const file of graph.keys()) if (!indexOf.has(file)) visit(file);
  return found;
}
