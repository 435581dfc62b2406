/** The words of the form field "SharedServiceExposure". */
export const formMessages = {
  service: {
    label: 'Service',
    hint: 'A component that runs in Kubernetes.',
    owned: 'Yours',
    others: 'Others',
    none: 'No component with a Kubernetes annotation was found.',
    loadFailed: 'The components could not be loaded: {{message}}',
    required: 'Choose a service.',
    reading: 'Reading where it runs…',
    stillReading:
      'Still reading where the service runs. Go on when the fields below are filled in.',
    found_one: '{{place}} · {{selector}} · {{count}} pod · {{ports}}',
    found_other: '{{place}} · {{selector}} · {{count}} pods · {{ports}}',
    foundMany:
      '{{found}}. The first {{shown, number}} of {{total, number}} places are offered below; you can type another one.',
    unreadable: 'Where it runs could not be read: {{message}}',
    unreadableHint:
      'Fill in the fields below; the manifest is made all the same.',
  },
  target: {
    cluster: 'Cluster',
    namespace: 'Namespace',
    podLabels: 'Pod labels of the service',
    podLabelsHint: 'The pods that are opened, as key=value.',
  },
  labels: {
    unreadable: 'Write each label as key=value: “{{entry}}” has no “=”.',
    twice: 'The key “{{key}}” is there twice.',
  },
  width: {
    legend: 'Who may connect',
    'all-namespaces': {
      title: 'All namespaces',
      tag: 'NP-05',
      text: 'Every pod of every namespace, system namespaces included. The application itself must authenticate its callers.',
      textCounted:
        'Every pod of all {{total}} namespaces, system namespaces included. The application itself must authenticate its callers.',
    },
    'labelled-namespaces': {
      title: 'Namespaces with a label',
      text: 'Every pod of the namespaces that carry these labels, for example purpose=production.',
    },
    'certain-pods': {
      title: 'Certain pods in all namespaces',
      text: 'Only pods that carry these labels, for example role=frontend, wherever they run.',
    },
    'certain-pods-in-labelled-namespaces': {
      title: 'Certain pods in labelled namespaces',
      text: 'Only pods with these labels, and only in namespaces with those labels.',
    },
    namespaceLabels: 'Labels of the namespaces',
    podLabels: 'Labels of the pods',
  },
  ports: {
    label: 'Ports',
    hint: 'Ports of the pods. None chosen means every port.',
    unreadable: '“{{entry}}” is no port. Write TCP 8080, or a port’s name.',
  },
  purpose: {
    reason: 'Why',
    reasonHint: 'Kept on the policy, so that others know what it is for.',
    reasonRequired: 'Say why this service is shared.',
    reviewBy: 'Review by',
    ticket: 'Ticket (optional)',
    name: 'Name of the policy',
    replace: 'Replace the existing policy',
    tickTakenBack: {
      changed:
        'The existing policy has changed since you looked, so your choice to replace it was cleared. Check what would change now, then choose it again.',
      gone: 'The existing policy was removed since you looked, so there is nothing to replace.',
    },
  },
  delivery: {
    fileOnly: 'You cannot apply this policy from here.',
    readOnly: 'This portal may only read {{cluster}}.',
    useFile:
      'If you go on, choose the file in the next step and propose it in a pull request: applying will be refused.',
    refused: 'If you go on, applying will be refused.',
    clustersForbidden:
      'You do not have permission to list clusters. You can go on; whether this cluster can be changed from here is checked with the preview.',
    clustersFailed: 'The clusters could not be loaded: {{message}}',
  },
  preview: {
    label: 'Before and after',
    heading: 'Before → after',
    change: '{{before}} → {{after}} namespaces',
    gain_one: '{{count}} gains access',
    gain_other: '{{count}} gain access',
    amongThem: '{{gain}}, among them {{system}}',
    noGain: 'No namespace gains access.',
    lose_one: '{{count}} loses access: {{names}}',
    lose_other: '{{count}} lose access: {{names}}',
    showAll: 'Show all',
    showFewer: 'Show fewer',
    outsideStaysOut:
      'Sources outside the cluster stay shut out. The shorter spelling from: without peers would let them in.',
    outsideCutOff:
      'Sources outside the cluster can connect today and will be cut off.',
    outsideAdmitted:
      'Sources outside the cluster can connect, before and after.',
    loading: 'Working out who gains access…',
    failed: 'Who gains access could not be worked out: {{message}}',
    failedHint: 'The manifest below is right all the same.',
    chooseService: 'Choose a service to see who gains access.',
    fixFields: 'Correct the marked fields to see who gains access.',
  },
  manifest: {
    label: 'Manifest',
    fileName: 'Manifest',
    fixFields: 'Correct the marked fields to see the manifest.',
  },
  field: {
    cluster: 'Cluster',
    namespace: 'Namespace',
    name: 'Name of the policy',
    podSelector: 'Pod labels of the service',
    namespaceLabels: 'Labels of the namespaces',
    podLabels: 'Labels of the pods',
    ports: 'Ports',
    reason: 'Why',
    reviewBy: 'Review by',
    ticket: 'Ticket',
  },
} as const;
