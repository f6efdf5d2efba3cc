// --- A race of leaky neurons under falling inhibition -----------------------------------------------------------------------------

// One step: noise current towards `kick` normals, potential towards drive, crossings of threshold 1 with their time within the step.
static size_t race_step(float *restrict v, float *restrict xi, const float *restrict z, const float *restrict noise, size_t padded,
                        float inhibition, float gain, float keep, float kick, int32_t *restrict who, float *restrict when) {
  size_t found = 0;
  for (size_t at = 0; at < padded; at += LANES) {
    const vf before = *(const vf *)(v + at), drive = *(const vf *)(z + at), normal = *(const vf *)(noise + at);
    const vf current = keep * *(const vf *)(xi + at) + kick * normal;
    const vf after = before + gain * (drive + current - inhibition - before);
    *(vf *)(xi + at) = current;
    *(vf *)(v + at) = after;
    const vi crossed = (vi)(after >= 1.0f) & (vi)(before < 1.0f);
    if (!__builtin_reduce_or(crossed)) continue;
    for (int lane = 0; lane < LANES; lane++) {
      if (!crossed[lane]) continue;
      who[found] = (int32_t)(at + (size_t)lane);
      when[found++] = (1.0f - before[lane]) / (after[lane] - before[lane]);
    }
  }
  return found;
}
