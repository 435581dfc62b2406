import { exitCodes } from './exitCode';
import { main } from './program';

// Whoever reads the output may go away, as `head` does. That is no failure, and nobody is left to be told.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', error => {
    if (!('code' in error) || error.code !== 'EPIPE') {
      process.stderr.write(`The output cannot be written: ${error.message}\n`);
      process.exit(exitCodes.unusable);
    }
  });
}

main(process.argv.slice(2), process).then(
  exitCode => {
    process.exitCode = exitCode;
  },
  error => {
    // 1 would say that a check has failed.
    process.exitCode = exitCodes.unusable;
    process.stderr.write(
      `This is a mistake of network-policy itself. ${
        error instanceof Error ? error.stack : error
      }\n`,
    );
  },
);
