/** The words of the card "Network reach". */
export const cardMessages = {
  title: 'Network reach',
  loading: 'Reading who can reach this service',
  tryAgain: 'Try again',
  loadFailed: 'The reach of this service could not be loaded',
  loadForbidden: 'You may not see who can reach this service',
  noTargets: 'There is no cluster to look at',
  noTargetsHint:
    'The portal knows no cluster that could run this entity. Ask the owner of the portal to configure one.',
  target: 'Cluster and namespace',
  targets: {
    shown: '{{shown, number}} of {{total, number}} places are shown.',
    evaluating:
      'Still evaluating: {{evaluated, number}} of {{total, number}} places are evaluated. The order may change.',
    more: 'Show more places',
  },
  targetOption: '{{place}}: {{headline}}',
  place: 'cluster {{cluster}} · namespace {{namespace}}',
  placeOfCluster: 'cluster {{cluster}} · {{age}}',
  read: 'read {{ago}}',
  justNow: 'just now',
  health: {
    live: 'live',
    everyMinutes_one: 'read again every minute',
    everyMinutes_other: 'read again every {{count}} minutes',
    everySeconds_one: 'read again every second',
    everySeconds_other: 'read again every {{count}} seconds',
    stale: 'As of {{ago}}: the cluster cannot be read now.',
    staleBecause: 'As of {{ago}}: {{because}}',
  },
  namespacesFailed: 'The namespaces could not be loaded: {{message}}',
  namesHidden:
    'You may see how many namespaces can connect, but not which ones. That takes the permission {{permission}}.',
  unevaluated: {
    'no-pods': 'No pods of {{entity}} run on {{cluster}}',
    unreachable: '{{cluster}} cannot be read',
    forbidden: 'The portal may not read {{cluster}}',
    'not-evaluable': '{{cluster}} cannot be evaluated',
  },
  headline: {
    'not-isolated': 'Open, because nothing isolates it',
    'partly-isolated': 'Open, because some of its pods are not isolated',
    'open-to-all': 'Open to all namespaces',
    'open-to-some': 'Open to some namespaces',
    'closed-to-others': 'Closed to other namespaces',
    closed: 'Closed to everybody',
  },
  declared: {
    title: 'Declared, not enforced.',
    body: 'The policies forbid what a probe could do: {{namespaces}} connected. What follows is what the policies say, not what happens.',
    andMore_one: '{{names}} and {{count}} more namespace',
    andMore_other: '{{names}} and {{count}} more namespaces',
    counted_one: 'pods of {{count}} namespace',
    counted_other: 'pods of {{count}} namespaces',
  },
  counts: '{{allowed}} of {{total}} namespaces',
  canConnect: 'can connect',
  canConnectInPart: 'can connect in part',
  canConnectSomeInPart_one: 'can connect, {{count}} of them in part',
  canConnectSomeInPart_other: 'can connect, {{count}} of them in part',
  canConnectOwn: 'can connect (its own)',
  canConnectOwnInPart: 'can connect in part (its own)',
  outsideAdmitted: 'and so can sources outside the cluster',
  outsidePartly: 'and so can some sources outside the cluster',
  anyPort: 'any port',
  by: 'by {{policy}}',
  byWidth: 'by {{policy}} ({{width}})',
  width: {
    'any-source': 'any source, not only namespaces',
    'all-namespaces': 'NP-05',
    'labelled-namespaces': 'labelled namespaces',
    'certain-pods': 'certain pods in all namespaces',
    'certain-pods-in-labelled-namespaces':
      'certain pods in labelled namespaces',
    addresses: 'certain addresses',
  },
  reason: '“{{reason}}”',
  ownedBy: 'owned by {{owner}}',
  reviewBy: 'review by {{date}}',
  reviewOverdue: 'review overdue since {{date}}',
  notIsolatedHint:
    'No NetworkPolicy selects these pods. NP-05 would not open anything; it would start isolating them and cut outside sources off.',
  partlyIsolatedHint:
    'Some of these pods are isolated by {{policies}}; no NetworkPolicy selects the others.',
  notSubjectHint:
    'These pods use the network of their node. Policies are not about them, and NP-05 would change nothing.',
  deniedByAdmin_one:
    '{{policy}} keeps pods of {{count}} namespace out, whatever NetworkPolicies say',
  deniedByAdmin_other:
    '{{policy}} keeps pods of {{count}} namespaces out, whatever NetworkPolicies say',
  deniedByBaseline_one:
    '{{policy}} keeps pods of {{count}} namespace out, as long as no NetworkPolicy selects the pods of the service',
  deniedByBaseline_other:
    '{{policy}} keeps pods of {{count}} namespaces out, as long as no NetworkPolicy selects the pods of the service',
  partial: {
    label: 'What was not evaluated',
    reason: 'Partial: {{reason}}',
    more_one: 'Show {{count}} more reason',
    more_other: 'Show {{count}} more reasons',
    notListed_one: '{{count}} more reason is not listed here.',
    notListed_other: '{{count}} more reasons are not listed here.',
    counted_one:
      'Partial: {{count}} thing was not evaluated and could change what is said here.',
    counted_other:
      'Partial: {{count}} things were not evaluated and could change what is said here.',
  },
  map: {
    label: 'Reach map, one square a namespace',
    loading: 'Reading the namespaces',
    groupsLabel: 'Reach map, namespaces grouped by verdict and probe',
    hint: 'Point at a square or move with the arrow keys to read about a namespace.',
    square: '{{namespace}}: {{verdict}}; {{why}}; {{probe}}',
    group_one: '{{count}} namespace: {{verdict}}; {{probe}}',
    group_other: '{{count}} namespaces: {{verdict}}; {{probe}}',
    all: 'all pods can connect',
    some: '{{allowed}} of {{total}} pods can connect',
    someWhich:
      '{{allowed}} of {{total}} pods can connect: those with {{can}}, not those with {{cannot}}',
    somePairs: 'can connect to some pods of the service, not to all',
    noLabels: 'no labels',
    or: ' or ',
    moreKinds_one: '{{count}} other kind of labels',
    moreKinds_other: '{{count}} other kinds of labels',
    somePods: 'some pods can connect',
    none: 'cannot connect',
    unmarked: 'not probed, or the probe was inconclusive',
  },
  why: {
    samePod: 'a pod can always reach itself',
    notSubject:
      'policies are not about pods that use the network of their node',
    ownNode: 'a node can always reach the pods that it runs',
    notIsolated: 'no policy isolates the service',
    allowed: 'allowed by {{rule}}',
    denied: 'denied by {{policies}}',
    egressDenied: 'its own egress is denied by {{policies}}',
    restDenied: 'the rest is denied by {{policies}}',
    restEgressDenied: 'the egress of the rest is denied by {{policies}}',
  },
  rule: {
    plain: 'rule {{rule}} of {{policy}}',
    named: 'rule {{rule}} “{{name}}” of {{policy}}',
  },
  legend: {
    all: 'all pods can connect',
    some: 'some pods',
    none: 'none',
    agrees: 'probe agrees',
    disagrees: 'probe disagrees',
  },
  probe: {
    never: 'not probed yet',
    unread: 'what probes saw is not known now',
    latest: 'latest probe {{outcome}}, {{agreement}}, {{ago}}',
  },
  outcome: {
    connected: 'connected',
    refused: 'was refused',
    'timed-out': 'timed out',
    unreachable: 'was unreachable',
    'name-not-resolved': 'could not resolve the name',
    'not-run': 'was not run',
  },
  agreement: {
    agrees: 'agrees with the policies',
    'blocked-though-allowed': 'blocked, though allowed',
    'open-though-denied': 'open, though denied',
    unknown: 'inconclusive',
  },
  attention: {
    label: 'What needs attention',
    openThoughDenied:
      '{{namespace}} {{outcome}}, although {{policies}} denies it',
    blockedThoughAllowed:
      '{{namespace}} {{outcome}}, although the policies of both sides allow it',
    egressDenied:
      '{{namespace}} cannot connect: its own egress is denied by {{policies}}',
    someEgressDenied:
      'some pods of {{namespace}} cannot connect: their own egress is denied by {{policies}}',
    egressDeniedHint: 'Opening {{entity}} further will not help.',
    counted: {
      'open-though-denied_one':
        'Pods of {{count}} namespace connected, although the policies deny it',
      'open-though-denied_other':
        'Pods of {{count}} namespaces connected, although the policies deny it',
      'blocked-though-allowed_one':
        'Pods of {{count}} namespace could not connect, although the policies of both sides allow it',
      'blocked-though-allowed_other':
        'Pods of {{count}} namespaces could not connect, although the policies of both sides allow it',
      'egress-denied_one':
        'Pods of {{count}} namespace cannot connect: their own egress is denied',
      'egress-denied_other':
        'Pods of {{count}} namespaces cannot connect: their own egress is denied',
    },
    more_one: 'Show {{count}} more',
    more_other: 'Show {{count}} more',
    agree_one: '{{count}} probe agrees with the policies',
    agree_other: '{{count}} probes agree with the policies',
    unknown_one: '{{count}} probe was inconclusive',
    unknown_other: '{{count}} probes were inconclusive',
    latest: 'latest {{ago}}',
    notProbed_one: '{{count}} namespace not probed yet',
    notProbed_other: '{{count}} namespaces not probed yet',
    neverProbed:
      'No probes were run yet: this is what the policies say, not what was tried.',
  },
  latestProbes: {
    title_one: 'Latest probes ({{count}})',
    title_other: 'Latest probes ({{count}})',
    label: 'Latest probes',
    loading: 'Reading the latest probes',
    unread: '{{because}}.',
    more_one: 'Show {{count}} more probe',
    more_other: 'Show {{count}} more probes',
    item: '{{namespace}}: {{outcome}}',
  },
  probing: {
    now: 'Probe now',
    notPermitted: 'You may not start probes for this entity.',
    title: 'Probe {{entity}}',
    explain:
      'A short-lived pod is started in each of these namespaces. It makes one connection to {{entity}} and ends.',
    from: 'From namespaces',
    typeNames: 'Type the names of namespaces, separated by commas.',
    start_one: 'Probe from {{count}} namespace',
    start_other: 'Probe from {{count}} namespaces',
    choose: 'Choose at least one namespace.',
    tooMany: 'Choose at most {{max}} namespaces.',
    cancel: 'Cancel',
    failed: 'The probe run could not be started: {{message}}',
    followFailed: 'The probe run cannot be followed: {{message}}',
    interrupted:
      'The latest probe run was interrupted. Namespaces without an outcome were not probed.',
    cancelled:
      'The latest probe run was cancelled. Namespaces without an outcome were not probed.',
    cancelRun: 'Cancel this run',
    cancelFailed: 'The probe run could not be cancelled: {{message}}',
    running_one: 'Probing {{count}} namespace · {{done}} done',
    running_other: 'Probing {{count}} namespaces · {{done}} done',
  },
  nextStep: {
    open: 'Open to other namespaces…',
    limit: 'Limit who can connect…',
  },
  menu: {
    label: 'More actions',
    share: 'Share with other namespaces…',
    revoke: 'Stop sharing…',
    refresh: 'Refresh',
  },
} as const;
