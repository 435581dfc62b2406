import { EntityWorkload } from './entityWorkload';

/**
 * An entity that the person may see and do this with.
 */
export interface LoadedEntity {
  entityRef: string;
  /** Its owners, the targets of its ownedBy relations: full references in lower case. */
  owners: readonly string[];
  /**
   * Which pods are its own; undefined when it has no Kubernetes annotation. The annotation is read when somebody asks for
   * the first time, which nobody does before the permission was asked.
   *
   * @throws InputError when its label selector is not one.
   */
  workload(): EntityWorkload | undefined;
}
