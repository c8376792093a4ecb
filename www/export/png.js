/** A picture in pixels, painted from an SVG. */

/** Pixels of the picture for one of the drawing: sharp on slides and in print. */
const SCALE = 2;

/** @param {{ svg: string, width: number, height: number }} drawing @returns {Promise<Blob>} */
export async function png({ svg, width, height }) {
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = width * SCALE;
    canvas.height = height * SCALE;
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) =>
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the picture could not be painted'))), 'image/png'),
    );
  } finally {
    URL.revokeObjectURL(address);
  }
}
