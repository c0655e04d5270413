import { crc32, deflateSync, inflateSync } from 'node:zlib'

const SIGNATURE_BYTES = 8
/** Length, type and checksum around the data of a chunk. */
const AROUND = 12
const COLOURS = 256
/** Colours nearer to each other than this share a place in the palette. */
const NEAR = 5

/** A screenshot with the 256 colours that it has most of: of flat surfaces and letters nobody sees the difference. */
export function smallPng(png) {
  const chunks = chunksOf(png)
  const { data: header } = chunks.find(({ type }) => type === 'IHDR')
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)]
  const channels = { 2: 3, 6: 4 }[header[9]]
  if (header[8] !== 8 || channels === undefined || header[12] !== 0) return png
  const packed = Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data))
  const rows = unfiltered(inflateSync(packed), width * channels, height, channels)
  const { palette, indexOf } = paletteOf(rows, channels)
  const indexed = Buffer.alloc((width + 1) * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      indexed[y * (width + 1) + 1 + x] = indexOf.get(colourAt(rows, (y * width + x) * channels))
    }
  }
  const head = Buffer.from(header)
  head[9] = 3
  return Buffer.concat([
    png.subarray(0, SIGNATURE_BYTES),
    chunkOf('IHDR', head),
    chunkOf('PLTE', Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]))),
    chunkOf('IDAT', deflateSync(indexed, { level: 9, memLevel: 9 })),
    chunkOf('IEND', Buffer.alloc(0)),
  ])
}

function chunksOf(png) {
  const chunks = []
  for (let at = SIGNATURE_BYTES; at < png.length; ) {
    const length = png.readUInt32BE(at)
    chunks.push({ type: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) })
    at += AROUND + length
  }
  return chunks
}

function chunkOf(type, data) {
  const chunk = Buffer.alloc(AROUND + data.length)
  chunk.writeUInt32BE(data.length, 0)
  chunk.write(type, 4, 'latin1')
  data.copy(chunk, 8)
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 8 + data.length)), 8 + data.length)
  return chunk
}

/** The bytes themselves: every row of a PNG is written as a difference, in one of five ways. */
function unfiltered(filtered, stride, height, step) {
  const out = Buffer.alloc(stride * height)
  for (let y = 0; y < height; y++) {
    const filter = filtered[y * (stride + 1)]
    for (let x = 0; x < stride; x++) {
      const left = x < step ? 0 : out[y * stride + x - step]
      const up = y === 0 ? 0 : out[(y - 1) * stride + x]
      const corner = x < step || y === 0 ? 0 : out[(y - 1) * stride + x - step]
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter]
      out[y * stride + x] = filtered[y * (stride + 1) + 1 + x] + guess
    }
  }
  return out
}

function paeth(left, up, corner) {
  const [a, b, c] = [left, up, corner].map((each) => Math.abs(left + up - corner - each))
  if (a <= b && a <= c) return left
  return b <= c ? up : corner
}

const colourAt = (rows, at) => (rows[at] << 16) | (rows[at + 1] << 8) | rows[at + 2]

function paletteOf(rows, channels) {
  const counts = new Map()
  for (let at = 0; at < rows.length; at += channels) {
    const colour = colourAt(rows, at)
    counts.set(colour, (counts.get(colour) ?? 0) + 1)
  }
  const byCount = [...counts].sort((a, b) => b[1] - a[1]).map(([colour]) => colour)
  const palette = []
  for (const colour of byCount) {
    if (palette.length < COLOURS && nearest(palette, colour).distance > NEAR) palette.push(colour)
  }
  return { palette, indexOf: new Map(byCount.map((colour) => [colour, nearest(palette, colour).index])) }
}

function nearest(palette, colour) {
  let best = { index: -1, distance: Number.POSITIVE_INFINITY }
  for (const [index, each] of palette.entries()) {
    const [red, green, blue] = [16, 8, 0].map((bits) => ((each >> bits) & 255) - ((colour >> bits) & 255))
    const distance = Math.hypot(red, green, blue)
    if (distance < best.distance) best = { index, distance }
  }
  return best
}
