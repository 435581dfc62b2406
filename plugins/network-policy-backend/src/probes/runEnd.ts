/** The reason with which the work of a run stops when a person cancelled it. */
export class RunCancelled extends Error {
  constructor() {
    super('The probe run was cancelled');
  }
}

/** The reason with which the work of a run stops when the run no longer belongs to this replica. */
export class RunLost extends Error {
  constructor() {
    super('The probe run belongs to this replica no longer');
  }
}
