import { PeerNumbers } from '../cluster/PeerNumbers';
import { End } from '../policies/end';
import { matchPeer } from '../policies/matchPeer';

/** Tells which of the peers that sources ask for a destination is, or may be. Each is asked once. */
export function peerTable(
  peers: PeerNumbers,
  end: End,
): (number: number) => boolean {
  // By the number of the peer: 0 not asked yet, 1 no, 2 yes or perhaps.
  let known = new Uint8Array(0);
  return number => {
    if (number >= known.length) {
      const grown = new Uint8Array(peers.count);
      grown.set(known);
      known = grown;
    }
    if (known[number] === 0) {
      const peer = peers.peer(number);
      const is = !peer || matchPeer(peer, 'NetworkPolicy', end) !== 'no';
      known[number] = is ? 2 : 1;
    }
    return known[number] === 2;
  };
}
