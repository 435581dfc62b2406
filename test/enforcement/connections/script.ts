/**
 * Makes connections, all at once, from the pod that it runs in. A line that it reads is a connection: its index, protocol,
 * address and port, and two ports to connect from, one for each try; `end` begins. It prints each index with the answer.
 *
 * Policies drop what they deny, and a packet may get lost, so that each connection is tried twice: over TCP by the
 * kernel, which sends the first packet again after a second. Both kinds of `nc` are those of the image and of Alpine, of
 * which busybox's takes a third of the time and may not know UDP. All is printed at once, as each piece is a message to
 * the API server and back.
 */
export const script = `
cd "$(mktemp -d)" || exit 1
echo hostname >request
make() {
  case $2 in
    TCP) busybox nc -w 2 "$3" "$4" </dev/null >"answer-$1" 2>/dev/null & ;;
    UDP) nc -n -u -w 1 -p "$5" "$3" "$4" <request >"answer-$1" 2>/dev/null & udp="$udp $!" ;;
  esac
}
while :; do
  udp=
  : >made
  while read -r index protocol address port first second || exit 0; do
    [ "$index" != end ] || break
    make "$index" "$protocol" "$address" "$port" "$first"
    echo "$index $protocol $address $port $second" >>made
  done
  wait $udp
  while read -r index protocol address port source; do
    [ "$protocol" = TCP ] || [ -s "answer-$index" ] || make "$index" "$protocol" "$address" "$port" "$source"
  done <made
  wait
  while read -r index rest; do
    answer=
    read -r answer <"answer-$index"
    echo "$index $answer"
  done <made >answers
  rm -f answer-*
  echo end >>answers
  cat answers
done
`;
