/**
 * What each form of the counter has to ask, form by form as the trade's printed ones do: `item:type`, columns of a table as
 * `table/column:type`. The forms may ask more; what stands here may not go missing. Numbers, devices, persons and times
 * that every entry records by itself are not listed.
 */
export const fields: Readonly<Record<string, string>> = {
  contact: `contactKind:one at:dt rings:one caller:text gender:one relation:one room:room phone:phone category:one
    verbatim:long gist:text need:text expected:dt flags:many direct:one method:one answer:long toDept:dept toPerson:person
    ackAt:dt promiseWhat:text promiseDue:dt promiseWay:one outcome:long handler:person repeatBack:bool talkTime:dur
    missed:bool article:ref known:one parkReason:text parkSaid:long nextContact:dt`,
  visitor: `visitType:one name:text phone:phone people:int idType:one idLast4:text room:room host:text purpose:text
    belongings:text plate:plate portrait:photo consent:bool hostConfirm:one passNo:text validUntil:dt outAt:dt outBy:one
    remark:text overstay:bool rating:one expected:ref helperRef:ref`,
  expected: `name:text visitType:one people:int last4:text plate:plate comeAt:dt room:room note:text`,
  watch: `name:text last4:text plate:plate concern:one reason:text until:date approver:person`,
  helper: `name:text phone:phone service:one room:room days:many fromTime:time untilTime:time fromDate:date
    untilDate:date rule:one resident:text authorityBy:one residentSign:sign`,
  repair: `channel:one reporter:text relation:one phone:phone scope:one room:room place:text spot:one repairType:one
    detail:long symptoms:many photos:photo urgency:one appointAt:dt slot:one warranty:one chargeAck:bool quote:money
    team:dept worker:person departAt:dt arriveAt:dt cause:text work:long materials:table materials/item:text
    materials/quantity:num materials/price:money laborFee:money total:money photoBefore:photo photoAfter:photo finishAt:dt
    tested:one outcome:one customerSign:sign rating:int returnKind:one returnWhy:one emergency:many`,
  complaint: `channel:one complainant:text room:room phone:phone anonymous:bool about:one target:text verbatim:long
    wants:many demand:text evidence:photo valid:one grade:one signs:many firstAt:dt firstBy:person firstSaid:text dept:dept
    findings:long measures:text responsible:person measureBy:dt feedbacks:table feedbacks/toldAt:dt feedbacks/toldWay:one
    feedbacks/told:text feedbacks/reaction:one result:long cause:one prevention:text supervisorView:text managerView:text
    closeSign:sign`,
  suggestion: `sort:one content:long whom:text adoption:one reason:text said:text`,
  idea: `title:text proposal:long verdict:one why:text`,
  callback: `ofRepair:ref ofComplaint:ref callAt:dt way:one attempts:table attempts/tryResult:one interviewee:text
    quality:one timeliness:one attitude:one cleanUp:bool feeClear:bool satisfaction:one opinion:long action:one
    caller:person customerSign:sign`,
  notice: `sort:one sourceDoc:text title:text reason:text startAt:dt endAt:dt scope:text impact:text advice:text
    contact:text signer:text noticeDate:date rightScope:bool rightTime:bool rightPhone:bool stamped:bool noTypo:bool
    hasAdvice:bool approver:person coverage:table coverage/unitName:text coverage/place:text coverage/poster:person
    coverage/postedAt:dt coverage/postPhoto:photo channels:many postedRate:int removeAt:dt changeWhy:text restoredAt:dt`,
  incident: `sort:one title:text callers:table callers/callerRoom:room callers/called:one lead:dept expectEnd:dt news:text`,
  lost: `sort:one thing:one look:text where:text when:dt person:text secret:text counterOne:person counterTwo:person
    keptAt:text keepUntil:date announcedAt:date claimant:text told:text matches:bool claimSign:sign handTo:one`,
  lend: `thing:one itemNo:text borrower:text phone:phone room:room due:dt deposit:money backAt:dt condition:one`,
  event: `title:text sort:one startAt:dt endAt:dt place:text quota:int calls:table calls/callRoom:room
    calls/callOutcome:one papers:table papers/paperSign:sign attendees:table attendees/attRoom:room summary:long`,
  signup: `eventTitle:text ofEvent:ref person:text phone:phone room:room people:int photoOk:bool cameAt:dt`,
  mail: `direction:one title:text unit:text docNo:text copies:int receivers:table receivers/toName:text
    receivers/toSign:sign result:text fileNo:text shelf:text`,
  parcel: `sort:one room:room carrier:text tracking:scan shelf:text intact:bool toldAt:dt collector:one collectSign:sign`,
  fee: `feeItem:one question:text room:room basis:one answer:text identityOk:bool answerBy:dt financeAnswer:text`,
  promise: `what:text customer:text way:one phone:phone due:dt promisor:person said:long saidAt:dt newDue:dt
    missReason:one`,
  knowledge: `question:text owner:dept answer:long checked:long goodUntil:date verifier:person`,
};

/** Options that a list may not lose, in the words of its values. */
export const options: Readonly<Record<string, string>> = {
  'contact.category': `inquiry repair complaint suggestion praise help fee decoration release moving visitor access parking
    parcel neighbour other`,
  'contact.flags': 'urgent upset frail repeat media',
  'contact.method': 'relay case promise message',
  'visitor.visitType':
    'friend delivery cleaner repair worker viewing moving official business other',
  'visitor.hostConfirm': 'booked phone intercom noAnswer refused',
  'visitor.outBy': 'desk self auto',
  'repair.repairType':
    'water electric intercom doors surface hvac gas lift fire cleaning greening other',
  'repair.spot': `kitchen bathroom living bedroom balcony entrance corridor lobby garage outside plantroom`,
  'repair.emergency': 'burst shock leakElectric powercut lift gas lockedIn fire',
  'repair.warranty': 'developer common paid unclear',
  'complaint.about': `repair safety parking hygiene greening attitude fee decoration noise facility developer privacy other`,
  'complaint.grade': 'normal serious grave',
  'complaint.signs': 'many hurt loss media again crowd',
  'callback.satisfaction': 'A B C',
  'notice.sort': 'water power gas lift drill pest works fee storm security event rule other',
  'suggestion.adoption': 'adopt partly no',
  'lost.handTo': 'police relief',
};

/** Stages, each of which an entry can come to. */
export const stages: Readonly<Record<string, string>> = {
  contact: 'noted answered handling acked parked done unable withdrawn',
  visitor: 'waiting confirmed inside extended out unsigned refused gone',
  repair: `received dispatched accepted returned arrived working waitParts waitOwner waitVendor finished reviewed redo
    archived cancelled`,
  complaint:
    'received replied assigned returned handling fed parked resolved reopened calledBack closed invalid',
  callback: 'open tried satisfied unsatisfied missed declined',
  notice: 'draft checked approved posted corrected restored removed withdrawn',
  lost: 'reported kept announced claimed handed returned notFound',
  lend: 'out extended back gone',
  fee: 'asked answered finance settled objected',
  promise: 'open kept moved broken late',
};

/** Limits that a site begins with: `procedure.stage.deadline`, and how long. */
export const limits: Readonly<Record<string, string>> = {
  'contact.noted.handle': 'PT20M',
  'repair.received.verify': 'PT10M',
  'repair.accepted.arriveUrgent': 'PT30M',
  'repair.finished.callback': 'P2D',
  'complaint.received.first': 'PT15M',
  'complaint.replied.assign': 'PT20M',
  'complaint.handling.feedback': 'P1D',
  'complaint.fed.finish': 'P3D',
  'callback.open.complaint': 'P3D',
  'callback.open.redo': 'P1D',
  'suggestion.forwarded.reply': 'P3D',
};
