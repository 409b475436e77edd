/** Runs the Dockerfile without Docker: each stage is a folder, and its COPY and RUN lines are done in it. */
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Copy, DockerfileParser, From, type Instruction, JSONInstruction } from 'dockerfile-ast'

export interface Stage {
  /** Where its / lies. */
  folder: string
  workdir: string
  cmd: string[]
}

interface Build {
  /** The checkout: what COPY copies from. */
  context: string
  /** Where the folders of the stages are made. */
  into: string
  stages: Map<string, Stage>
}

const describing = new Set(['ENV', 'ARG', 'LABEL', 'USER', 'EXPOSE', 'HEALTHCHECK'])

/** Every path of the checkout that the Dockerfile copies, and whether .dockerignore leaves it there. */
export function copiedPaths(context: string): { path: string; isThere: boolean }[] {
  return instructionsOf(context)
    .filter((instruction) => instruction instanceof Copy)
    .filter((copy) => fromOf(copy) === undefined)
    .flatMap((copy) => wordsOf(copy).slice(0, -1))
    .map((source) => ({
      path: source,
      isThere: existsSync(path.join(context, source)) && !isIgnored(context, source),
    }))
}

/** The last stage, with all that came before it done. */
export function layImage(context: string, into: string): Stage {
  const build: Build = { context, into, stages: new Map() }
  let stage: Stage | undefined
  for (const instruction of instructionsOf(context)) {
    if (instruction instanceof From) stage = beginStage(build, instruction)
    else apply(build, stage!, instruction)
  }
  return stage!
}

function beginStage({ into, stages }: Build, from: From): Stage {
  const name = from.getBuildStage() ?? 'image'
  const stage: Stage = { folder: path.join(into, name), workdir: '/', cmd: [] }
  mkdirSync(stage.folder, { recursive: true })
  stages.set(name, stage)
  return stage
}

function apply(build: Build, stage: Stage, instruction: Instruction): void {
  const keyword = instruction.getKeyword()
  if (keyword === 'WORKDIR') {
    stage.workdir = wordsOf(instruction)[0]!
    mkdirSync(inside(stage, '.'), { recursive: true })
  } else if (instruction instanceof Copy) copyFiles(build, stage, instruction)
  else if (keyword === 'RUN') runCommand(build, stage, instruction.getArgumentsContent()!)
  else if (keyword === 'CMD' && instruction instanceof JSONInstruction)
    stage.cmd = instruction.getJSONStrings().map((word) => word.getJSONValue())
  else if (!describing.has(keyword)) throw new Error(`${keyword} of the Dockerfile is not known here`)
}

function copyFiles({ context, stages }: Build, stage: Stage, instruction: Copy): void {
  const from = fromOf(instruction)
  const words = wordsOf(instruction)
  const target = words.at(-1)!
  for (const source of words.slice(0, -1)) {
    const origin = from ? path.join(stages.get(from)!.folder, source) : path.join(context, source)
    const isInto = target.endsWith('/') && !isFolder(origin)
    const destination = isInto ? path.join(target, path.basename(source)) : target
    cpSync(origin, inside(stage, destination), { recursive: true, verbatimSymlinks: true })
  }
}

/** The user that the Dockerfile gives files to is not one of this machine, so chown does nothing. */
function runCommand({ into }: Build, stage: Stage, command: string): void {
  const bin = path.join(into, 'bin')
  mkdirSync(bin, { recursive: true })
  writeFileSync(path.join(bin, 'chown'), '#!/bin/sh\n', { mode: 0o755 })
  const { NODE_OPTIONS: _, ...env } = process.env
  execFileSync('sh', ['-c', command], {
    cwd: inside(stage, '.'),
    env: { ...env, PATH: `${bin}:${process.env.PATH}` },
    stdio: 'pipe',
  })
}

function instructionsOf(context: string): Instruction[] {
  return DockerfileParser.parse(readFileSync(path.join(context, 'Dockerfile'), 'utf8')).getInstructions()
}

function fromOf(copy: Copy): string | undefined {
  return copy
    .getFlags()
    .find((flag) => flag.getName() === 'from')
    ?.getValue()
    ?.toString()
}

function wordsOf(instruction: Instruction): string[] {
  return instruction
    .getArguments()
    .map((word) => word.getValue())
    .filter((word) => !word.startsWith('--'))
}

/** The lines of .dockerignore are plain names at the top of the checkout. */
function isIgnored(context: string, source: string): boolean {
  const ignored = readFileSync(path.join(context, '.dockerignore'), 'utf8').split('\n')
  return ignored.includes(source.split('/')[0]!)
}

function isFolder(place: string): boolean {
  return statSync(place).isDirectory()
}

function inside({ folder, workdir }: Stage, place: string): string {
  return path.join(folder, path.resolve(workdir, place))
}
