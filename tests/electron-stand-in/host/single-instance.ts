/** A real single-instance lock: a second process hands its command line to the first, and is refused. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection, createServer, type Server } from 'node:net';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join, resolve as absolute } from 'node:path';

type OnSecond = (argv: string[], cwd: string, data: unknown) => void;

/** The shortest limit among the systems: macOS's sun_path, less its final zero. */
const socketPathBytes = 103;

interface Greeting {
  argv: string[];
  cwd: string;
  data: unknown;
}

export class SingleInstance {
  readonly #onSecond: OnSecond;
  #server: Server | undefined;
  #files: string[] = [];
  #told: Promise<void> = Promise.resolve();

  constructor(onSecond: OnSecond) {
    this.#onSecond = onSecond;
  }

  get isHeld(): boolean {
    return this.#server !== undefined;
  }

  /** Resolves when the first instance has been told; the second must not end before. */
  get told(): Promise<void> {
    return this.#told;
  }

  /** @returns false where a living process holds the lock of this folder; it is told of us */
  request(userData: string, data: unknown): boolean {
    if (this.isHeld) return true;
    mkdirSync(userData, { recursive: true });
    const pidFile = join(userData, 'stand-in.pid');
    const socket = socketPath(userData);
    if (!writeNew(pidFile)) {
      const holder = Number(readFileSync(pidFile, 'utf8'));
      if (isAlive(holder)) {
        this.#told = greet(socket, { argv: process.argv, cwd: process.cwd(), data });
        return false;
      }
      writeFileSync(pidFile, String(process.pid));
    }
    rmSync(socket, { force: true });
    this.#files = [pidFile, socket];
    this.#server = createServer((connection) => {
      let text = '';
      connection.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
      connection.on('end', () => {
        const { argv, cwd, data: theirs } = JSON.parse(text) as Greeting;
        this.#onSecond(argv, cwd, theirs);
      });
    }).listen(socket);
    this.#server.unref();
    process.once('exit', () => {
      this.release();
    });
    return true;
  }

  release(): void {
    this.#server?.close();
    this.#server = undefined;
    for (const file of this.#files) rmSync(file, { force: true });
    this.#files = [];
  }
}

/** In the profile; where that has too long a name for a socket, in the temporary folder by a digest of it. */
function socketPath(userData: string): string {
  const folder = absolute(userData);
  const inProfile = join(folder, 'stand-in.sock');
  if (Buffer.byteLength(inProfile) <= socketPathBytes) return inProfile;
  return join(tmpdir(), `stand-in-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}.sock`);
}

function writeNew(pidFile: string): boolean {
  try {
    writeFileSync(pidFile, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  // After a crash its number may have gone to another program, which Linux can tell.
  const commandLine = `/proc/${String(pid)}/cmdline`;
  return !existsSync(commandLine) || readFileSync(commandLine, 'utf8').includes('electron-stand-in');
}

function greet(socket: string, greeting: Greeting): Promise<void> {
  return new Promise((resolve) => {
    const connection = createConnection(socket);
    connection.on('error', (error) => {
      console.error('Electron stand-in: the first instance could not be told of this one:', error);
    });
    connection.on('close', () => {
      resolve();
    });
    connection.end(JSON.stringify(greeting));
  });
}
