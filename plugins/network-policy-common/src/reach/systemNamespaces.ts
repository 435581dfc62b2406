/**
 * Whether a namespace belongs to the cluster itself: its name has the prefix that Kubernetes reserves, `kube-`.
 *
 * @public
 */
export function isSystemNamespace(name: string): boolean {
  return name.startsWith('kube-');
}
