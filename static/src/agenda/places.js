// How many places are left where people enrol: from a small file of its own, since the page is kept for everybody.

/** Write the places left wherever a session says that people enrol. */
export async function showPlaces(root, address, words) {
  const marks = [...root.querySelectorAll("[data-places]")];
  if (!marks.length) return;
  let places;
  try {
    places = await (await fetch(address)).json();
  } catch {
    return; // the number of places in all stands there already
  }
  for (const mark of marks) {
    const left = places[mark.dataset.places]?.left;
    if (left === undefined) continue;
    const word = left === 0 ? words.full : left === 1 ? words.oneLeft : words.left.replace("{count}", left);
    const chip = mark.querySelector(".chip");
    if (chip) chip.lastChild.data = word;
    else mark.textContent = word;
  }
}
