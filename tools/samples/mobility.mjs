import { seededRandom, toCsv } from './random.mjs'

const nDoctors = 407
const nPatients = 8525

/** Patients of unequally busy doctors: a mobility count, age, marital status, sex, white and red blood cell counts. */
export function mobility() {
  const random = seededRandom(8525407)
  const doctors = Array.from({ length: nDoctors }, (_, k) => ({
    name: `D${String(k + 1).padStart(3, '0')}`,
    effect: random.normal(0, 0.25),
    share: Math.exp(random.normal(0, 0.5)),
  }))
  const rows = patientsOf(doctors, random).map((doctor) => {
    const age = Math.min(90, Math.max(18, random.normal(51, 12)))
    const married = random.chance(0.6) ? 'yes' : 'no'
    const sex = random.chance(0.6) ? 'female' : 'male'
    const wbc = Math.max(2000, random.normal(6000, 1000))
    const rbc = Math.max(2.5, random.normal(sex === 'male' ? 5.2 : 4.7, 0.3))
    const eta =
      1.7 -
      0.012 * (age - 50) +
      (married === 'yes' ? 0.08 : 0) +
      (sex === 'male' ? 0.05 : 0) +
      (married === 'yes' && sex === 'male' ? 0.004 * (age - 50) : 0) -
      0.00003 * (wbc - 6000) +
      0.06 * (rbc - 5) +
      doctor.effect
    return [random.poisson(Math.exp(eta)), age.toFixed(1), married, sex, wbc.toFixed(0), rbc.toFixed(2), doctor.name]
  })
  return toCsv(['mobility', 'age', 'married', 'sex', 'WBC', 'RBC', 'doctor'], rows)
}

/**
 * Two patients for every doctor, the others by the doctors' shares, in order of doctor.
 * @template {{ share: number }} Doctor
 * @param {readonly Doctor[]} doctors
 * @param {ReturnType<typeof seededRandom>} random
 */
function patientsOf(doctors, random) {
  const counts = doctors.map(() => 2)
  const total = doctors.reduce((sum, { share }) => sum + share, 0)
  for (let k = 2 * nDoctors; k < nPatients; k++) {
    let at = random.uniform() * total
    let doctor = 0
    while (doctor < nDoctors - 1 && at > doctors[doctor].share) at -= doctors[doctor++].share
    counts[doctor]++
  }
  return doctors.flatMap((doctor, k) => Array(counts[k]).fill(doctor))
}
