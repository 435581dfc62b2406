import { formatExposureRef, parseExposureRef } from './exposureRef';

it.each([
  ['north', 'default', 'component:default/web'],
  ['eu/north 1%', 'shop', 'component:default/web'],
])(
  'a reference of an exposure in %s is read as it was written',
  (cluster, namespace, entityRef) => {
    const place = { cluster, namespace, entityRef };
    expect(parseExposureRef(formatExposureRef(place))).toEqual(place);
  },
);

it.each(['', 'component:default/web', 'north/default', 'a/b/c/d', 'a/b/%'])(
  '%j is no reference of an exposure',
  ref => {
    expect(parseExposureRef(ref)).toBeUndefined();
  },
);
