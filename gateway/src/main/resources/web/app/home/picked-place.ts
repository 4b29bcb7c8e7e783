/** A place in a picture, in shares of its width and height from the upper left corner. */
export interface Place {
  x: number;
  y: number;
}

interface Size {
  width: number;
  height: number;
}

/** Where a picture lies that is shown whole and undistorted in the middle of a box (object-fit: contain), in the box's units. */
export function shownIn(box: Size, picture: Size): Size & { left: number; top: number } {
  const scale = Math.min(box.width / picture.width, box.height / picture.height);
  const width = picture.width * scale;
  const height = picture.height * scale;
  return { left: (box.width - width) / 2, top: (box.height - height) / 2, width, height };
}

/** The place in the picture that is shown at a point of the box; null on the bars beside it. */
export function placeAt(point: Place, box: Size, picture: Size): Place | null {
  const shown = shownIn(box, picture);
  const x = (point.x - shown.left) / shown.width;
  const y = (point.y - shown.top) / shown.height;
  return x >= 0 && x <= 1 && y >= 0 && y <= 1 ? { x, y } : null;
}
