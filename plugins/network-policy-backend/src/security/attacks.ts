/** One known attack. */
export interface Attack {
  /** Tests of it have a name that begins `attack N:`. */
  attack: number;
  /** What somebody tries. */
  tried: string;
  /** What it meets now. */
  meets: string;
}

/** Every attack that once got through, in the order in which they were found. `npm test -- security` prints them. */
export const attacks: readonly Attack[] = [
  {
    attack: 1,
    tried: 'Make a Job through the kubernetes proxy',
    meets: 'the proxy has an account that reads only, and is denied to people',
  },
  {
    attack: 2,
    tried: "Replace the policy of another team's service in a shared namespace",
    meets: 'only the owners of the entity that a policy names may replace it',
  },
  {
    attack: 3,
    tried: 'Claim all pods with a selector such as !x, app!=x or in (…)',
    meets:
      "a write needs an equality label and the consent of the namespace's owner",
  },
  {
    attack: 4,
    tried: "Isolate and remove strangers' objects by the walkthrough",
    meets:
      'it is off unless configured, selects no foreign pod, removes its own uids only',
  },
  {
    attack: 5,
    tried: 'Read the reach of an entity with pods in thousands of namespaces',
    meets: 'targets are counted one by one, capped, paged, and yield',
  },
  {
    attack: 6,
    tried: 'Let a verify task pass whose probe pods a quota has stopped',
    meets: 'the task fails: a run without an outcome agrees with nothing',
  },
  {
    attack: 7,
    tried: 'Learn names or existence without the permission to see names',
    meets: 'every answer holds only names that the caller may know',
  },
  {
    attack: 8,
    tried: 'Block the event loop with an annotation of 60 kB',
    meets:
      'nothing is parsed before permission, parsers are linear, 4 kB at most',
  },
  {
    attack: 9,
    tried: "Take all of everybody's probes",
    meets:
      'budgets per person and cluster, runs take turns, and can be cancelled',
  },
  {
    attack: 10,
    tried: "Undo somebody's change by applying an older preview",
    meets: 'a write names the version that was seen; a newer one is a conflict',
  },
  {
    attack: 11,
    tried: 'Create the same policy twice at once',
    meets: 'creation overwrites nothing: one succeeds, the other is a conflict',
  },
  {
    attack: 12,
    tried: "Forge a probe's outcome with a pod that carries its label",
    meets: 'an outcome counts only from a pod that our Job owns, by uid',
  },
  {
    attack: 13,
    tried: 'Send a label __proto__, or a reason that reads backwards',
    meets: 'both are refused with a sentence that names the field',
  },
  {
    attack: 14,
    tried: 'Ask while the database is away',
    meets: 'verdicts need none; no error shows SQL, stacks, or paths',
  },
  {
    attack: 15,
    tried: 'Search for a control among a million pods',
    meets: 'controls are found by class of pods, not by pod',
  },
  {
    attack: 16,
    tried: 'Stop sharing by a policy that Argo CD has adopted',
    meets:
      'marks of another tool make it the tool that owns the policy; it is left alone',
  },
];
