using Contracts.Enrollment;
using Contracts.IndustryPartnership;
using IndustryPartnership.Features;
using IndustryPartnership.Features.Agreements;
using IndustryPartnership.Features.Applications;
using IndustryPartnership.Features.Bases;
using IndustryPartnership.Features.Consortia;
using IndustryPartnership.Features.Filings;
using IndustryPartnership.Features.Logbooks;
using IndustryPartnership.Features.Organisations;
using IndustryPartnership.Features.PlacementChanges;
using IndustryPartnership.Features.Placements;
using IndustryPartnership.Features.Projects;
using IndustryPartnership.Features.Slots;
using IndustryPartnership.Features.TeacherPractices;
using IndustryPartnership.Rules;
using IndustryPartnership.Rules.Internships;
using Kernel;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IndustryPartnership;

/// <summary>Everything that this service refuses, with stable types; the list is served at <c>/problems/industry-partnership</c>.</summary>
internal static class Problems
{
    public static readonly ProblemCatalogue Catalogue = new(IndustryPartnershipService.Name);

    private static readonly ProblemType NotYoursToRegisterType = Catalogue.Define("not-yours-to-register", 403, "Somebody else registers organisations of this kind.");
    private static readonly ProblemType NotYourOrganisationType = Catalogue.Define("not-your-organisation", 403, "An organisation keeps its own registration.");
    private static readonly ProblemType NotAnInstitutionType = Catalogue.Define("not-an-institution", 403, "Only an institution in good standing verifies enterprises.");
    private static readonly ProblemType NotYourSlotType = Catalogue.Define("not-your-slot", 403, "A slot is its enterprise's.");
    private static readonly ProblemType NotYourPlacementType = Catalogue.Define("not-your-placement", 403, "This is done by one party of the placement: the detail says by which.");
    private static readonly ProblemType NotYourBaseType = Catalogue.Define("not-your-base", 403, "A proposal is the party's that made it.");
    private static readonly ProblemType CodeTakenType = Catalogue.Define("code-taken", 409, "The code is in use, or was.");
    private static readonly ProblemType ClosedType = Catalogue.Define("organisation-closed", 409, "The organisation is closed.");
    private static readonly ProblemType NotAwaitingVerificationType = Catalogue.Define("not-awaiting-verification", 409, "Only an enterprise that is registered and not verified yet is verified.");
    private static readonly ProblemType InUseType = Catalogue.Define("organisation-in-use", 409, "Agreements, consortia, bases, projects, open slots or placements still name the organisation.");
    private static readonly ProblemType NotAnEnterpriseType = Catalogue.Define("not-an-enterprise", 422, "Staff counts are an enterprise's (D29).");
    private static readonly ProblemType NotVerifiedType = Catalogue.Define("enterprise-not-verified", 422, "An enterprise is verified before it offers or proposes anything.");
    private static readonly ProblemType PeriodType = Catalogue.Define("ends-before-it-starts", 422, "The last day is before the first.");
    private static readonly ProblemType NotAPartyType = Catalogue.Define("not-a-party", 422, "Whoever drafts an agreement, proposes a base or a project or a slot at a base is a party to it (D22, D25).");
    private static readonly ProblemType PartiesUnknownType = Catalogue.Define("parties-unknown", 422, "An agreement has at least two parties that are registered; a consortium, a base and a project have registered ones (D22, D24, D25).");
    private static readonly ProblemType PartiesNotVerifiedType = Catalogue.Define("parties-not-verified", 422, "Whoever signs an agreement, or is in a consortium, a base or a project, is verified (D22, D24, D25).");
    private static readonly ProblemType AgreementStateType = Catalogue.Define("agreement-state", 409, "The agreement's state does not allow this (D22).");
    private static readonly ProblemType AnotherTextType = Catalogue.Define("another-text", 409, "The signature or the consent is on another text than the agreement's (D22, D31, D32).");
    private static readonly ProblemType AlreadySignedType = Catalogue.Define("already-signed", 409, "The party has signed this text (D22, D31).");
    private static readonly ProblemType AgreementPastType = Catalogue.Define("agreement-past", 422, "The agreement's last day has passed (D22).");
    private static readonly ProblemType AmendmentPendingType = Catalogue.Define("amendment-pending", 409, "One amendment of an agreement is proposed at a time (D23).");
    private static readonly ProblemType NoAmendmentType = Catalogue.Define("no-amendment", 409, "No amendment of the agreement is proposed (D23).");
    private static readonly ProblemType NoAgreementType = Catalogue.Define("no-agreement-in-force", 422, "The enterprise and the institution have no agreement in force that internships can rest on (D37).");
    private static readonly ProblemType SlotStateType = Catalogue.Define("slot-state", 409, "The slot's state does not allow this (D37).");
    private static readonly ProblemType SlotPastType = Catalogue.Define("slot-past", 422, "The slot's last day has passed (D37).");
    private static readonly ProblemType HeadcountType = Catalogue.Define("headcount", 422, "The enterprise would have too many interns for its staff (D29).");
    private static readonly ProblemType SlotUnlawfulType = Catalogue.Define("slot-unlawful", 422, "The rules on internships refuse the slot (D26, D27, D28, D29, D30, D33, D34, D35, D36).");
    private static readonly ProblemType NoRulePackType = Catalogue.Define("no-rule-pack", 422, "No pack of rules governs the slot's first day (D26).");
    private static readonly ProblemType InsuranceChargedType = Catalogue.Define(
        "insurance-charged", 422, "Liability insurance is taken out by school or enterprise, and never paid by learners (D35).");
    private static readonly ProblemType NotInsuredType = Catalogue.Define(
        "not-insured", 422, "Nobody begins on a day that no liability insurance covers (D35, D45).");
    private static readonly ProblemType CannotCoSignType = Catalogue.Define("cannot-co-sign", 422, "Who signs besides is an organisation that is registered here, and not the enterprise itself (D31).");
    private static readonly ProblemType CoSignatureMissingType = Catalogue.Define("co-signature-missing", 422, "A placement does not move to a slot whose agreements somebody co-signs who has not signed this one (D31).");
    private static readonly ProblemType FilingMissingType = Catalogue.Define(
        "filing-missing", 422,
            "Work of this kind needs a filing with the authority for the learner's school, on all days that are left (D28, D45).");
    private static readonly ProblemType FilingsUnknownType = Catalogue.Define(
        "filings-unknown", 422, "A slot names filings that an authority has recorded for its enterprise (D28).");
    private static readonly ProblemType FilingPartiesType = Catalogue.Define(
        "filing-parties-unknown", 422, "A filing is for a registered school and a registered enterprise (D28).");
    private static readonly ProblemType FilingOverType = Catalogue.Define(
        "filing-over", 409, "A filing is ended once, by its last day (D28).");
    private static readonly ProblemType NotYourFilingType = Catalogue.Define(
        "not-your-filing", 403, "A filing is kept by the authority that recorded it (D28).");
    private static readonly ProblemType TooYoungType = Catalogue.Define("too-young", 422, "The learner is too young to start (D27).");
    private static readonly ProblemType FirstYearType = Catalogue.Define("first-year", 422, "The learner is in the first year of the present stage (D27).");
    private static readonly ProblemType SlotFullType = Catalogue.Define("slot-full", 409, "Every place of the slot is taken (D37).");
    private static readonly ProblemType NotInTrainingType = Catalogue.Define("learner-not-enrolled", 422, "Only a learner in training is placed (D5).");
    private static readonly ProblemType MajorType = Catalogue.Define("major-does-not-match", 422, "The post does not match the learner's major (D36).");
    private static readonly ProblemType PlacedType = Catalogue.Define("placed-at-that-time", 422, "The learner has a placement at that time (D38).");
    private static readonly ProblemType AppliedType = Catalogue.Define("already-applied", 409, "The learner has an application for the slot that stands (D37).");
    private static readonly ProblemType ApplicationStateType = Catalogue.Define("application-state", 409, "The application's state does not allow this (D37).");
    private static readonly ProblemType OfferPastType = Catalogue.Define("offer-past", 422, "An offer's last day is today or later (D37).");
    private static readonly ProblemType OfferLapsedType = Catalogue.Define("offer-lapsed", 409, "The offer's last day has passed (D37).");
    private static readonly ProblemType PlacementStateType = Catalogue.Define("placement-state", 409, "The placement's state does not allow this (D37).");
    private static readonly ProblemType ConsentMissingType = Catalogue.Define("consent-missing", 422, "A placement's agreement is signed when all have consented whose consent is needed (D32).");
    private static readonly ProblemType ClausesMissingType = Catalogue.Define(
        "clauses-missing", 422, "The template of the institution's agreements lacks clauses that the slot's rules ask for (D31).");
    private static readonly ProblemType NoLearnersHereType = Catalogue.Define(
        "no-learners-here", 422, "A verified school, college or university keeps a template of its placements' agreements (D31).");
    private static readonly ProblemType ConsentedType = Catalogue.Define("already-consented", 409, "The consent was given (D32).");
    private static readonly ProblemType NoGuardianType = Catalogue.Define(
        "no-guardian-needed", 422, "The slot's rules ask for no guardian's or parent's consent (D32).");
    private static readonly ProblemType StatedType = Catalogue.Define(
        "already-stated", 409, "That there is neither guardian nor parent was said, or confirmed (D32).");
    private static readonly ProblemType NothingStatedType = Catalogue.Define(
        "nothing-stated", 422, "The learner says first that there is neither guardian nor parent; then the institution confirms it (D32).");
    private static readonly ProblemType ActDayType = Catalogue.Define("not-on-that-day", 422, "Consents and signatures are of days that have come, and none is before what it rests on; those on a placement at most a year before it (D22, D23, D31, D32).");
    private static readonly ProblemType NotSignedInTimeType = Catalogue.Define(
        "not-signed-in-time", 422, "The agreement with the next enterprise is signed before the first day there (D31).");
    private static readonly ProblemType NotYourSignatureType = Catalogue.Define(
        "not-your-signature", 403,
        "Institution, next enterprise, learner and co-signatories sign a move's agreement; within an enterprise there is none.");
    private static readonly ProblemType NothingToCorrectType = Catalogue.Define(
        "nothing-to-correct", 422, "There is no such consent or signature, or it is not on paper (D43).");
    private static readonly ProblemType NotYourRecordType = Catalogue.Define(
        "not-your-record", 403, "Whoever recorded a consent or a signature corrects it.");
    private static readonly ProblemType SignatureMissingType = Catalogue.Define("signature-missing", 422, "A placement starts when institution, enterprise, learner and who co-signs have signed its agreement (D31).");
    private static readonly ProblemType StartType = Catalogue.Define("cannot-start-then", 422, "A placement starts in its period, after the last signature, and not in the future (D31).");
    private static readonly ProblemType MentorNamedType = Catalogue.Define("mentor-named", 409, "A placement that is under way has its mentor (D37).");
    private static readonly ProblemType NothingToChangeType = Catalogue.Define("nothing-to-change", 422, "A change of a placement is to another slot or another mentor (D37).");
    private static readonly ProblemType ChangeOpenType = Catalogue.Define("change-open", 409, "One change of a placement is open at a time (D37).");
    private static readonly ProblemType ChangeStateType = Catalogue.Define("change-state", 409, "The change's state does not allow this (D37).");
    private static readonly ProblemType ChangeDayType = Catalogue.Define("cannot-change-then", 422, "A placement changes its post on one of its days after the first one at the present post and after the last one of its logbook (D37, D39).");
    private static readonly ProblemType SlotDoesNotCoverType = Catalogue.Define("slot-does-not-cover", 422, "The next slot has all days that are left of the placement (D37).");
    private static readonly ProblemType LogType = Catalogue.Define("cannot-log-then", 422, "A week of the logbook is named by its Monday, and tells of days of the placement that have come and had work (D39).");
    private static readonly ProblemType WeekWrittenType = Catalogue.Define("week-written", 409, "A week has one entry of the logbook (D39).");
    private static readonly ProblemType LogbookSignedType = Catalogue.Define("logbook-signed", 409, "A signed entry of the logbook does not change (D39).");
    private static readonly ProblemType LogbookChangedType = Catalogue.Define("logbook-changed", 409, "The signature is on another version than the entry's (D39).");
    private static readonly ProblemType LogbookStateType = Catalogue.Define("logbook-state", 409, "The entry's state does not allow this (D39).");
    private static readonly ProblemType PauseType = Catalogue.Define("cannot-pause-then", 422, "A placement is paused and resumed on days that have come, within its period, one after the other (D37, D38).");
    private static readonly ProblemType EndType = Catalogue.Define("cannot-end-then", 422, "A placement ends between its start and today, and is not completed before the last day of its logbook (D38, D39).");
    private static readonly ProblemType LogbookOpenType = Catalogue.Define("logbook-open", 422, "A placement is completed when every week of its logbook is signed (D39).");
    private static readonly ProblemType HoursMissingType = Catalogue.Define("hours-missing", 422, "A placement is completed with the effective hours that its slot asks for, and not without any (D39, D40).");

    private static readonly ProblemType TeacherNotCertifiedType = Catalogue.Define("teacher-not-certified", 422, "Who mentors for an institution has a dual-qualified certificate in force today (D20).");

    private static readonly ProblemType BaseStateType = Catalogue.Define("base-state", 409, "The base's state does not allow this (D25).");
    private static readonly ProblemType NotYourProposalType = Catalogue.Define("not-your-proposal", 403, "A proposed consortium or change of a placement is withdrawn, and a proposed project changed, by the organisation that proposed it.");
    private static readonly ProblemType NotALeadType = Catalogue.Define("not-a-lead", 403, "This is done by a lead of the consortium.");
    private static readonly ProblemType NotAMemberType = Catalogue.Define("not-a-member", 403, "This is done by an organisation that is in it.");
    private static readonly ProblemType NotInvitedType = Catalogue.Define("not-invited", 403, "Only an organisation that is invited accepts.");
    private static readonly ProblemType AlreadyAMemberType = Catalogue.Define("already-a-member", 409, "The organisation is invited or in it already (D24, D25).");
    private static readonly ProblemType AcceptanceMissingType = Catalogue.Define("acceptance-missing", 422, "A consortium is founded, a base approved and a project started when those that are named have accepted (D24, D25).");
    private static readonly ProblemType MembershipDayType = Catalogue.Define("membership-not-on-that-day", 422, "A consortium, a base or a project is begun, joined, advanced and left on days that follow one another; only a leave may be planned (D24, D25).");
    private static readonly ProblemType ConsortiumStateType = Catalogue.Define("consortium-state", 409, "The consortium's state does not allow this (D24).");
    private static readonly ProblemType ConsortiumIncompleteType = Catalogue.Define("consortium-incomplete", 422, "A consortium has a lead, an enterprise, a university and a vocational school on every date (D24).");
    private static readonly ProblemType LeadNotAMemberType = Catalogue.Define("lead-not-a-member", 422, "A member that does not lead yet becomes a lead (D24).");
    private static readonly ProblemType BaseWithoutPartyType = Catalogue.Define("base-without-party", 422, "A base has a party on every date (D25).");
    private static readonly ProblemType BaseNotUsableType = Catalogue.Define("base-not-usable", 422, "A slot at a base is opened for days on each of which the base may be used (D25).");
    private static readonly ProblemType ProjectStateType = Catalogue.Define("project-state", 409, "The project's state does not allow this (S19).");
    private static readonly ProblemType ProjectIncompleteType = Catalogue.Define("project-incomplete", 422, "A project has an institution and an enterprise on every date (S19).");
    private static readonly ProblemType CannotRestOnType = Catalogue.Define("cannot-rest-on-agreement", 422, "A project rests on an agreement in force of the party that proposes it (S19).");
    private static readonly ProblemType MilestoneMetType = Catalogue.Define("milestone-met", 409, "The milestone was reached (S19).");
    private static readonly ProblemType MilestonesOpenType = Catalogue.Define("milestones-open", 422, "A project is completed when every milestone was reached (S19).");
    private static readonly ProblemType BaseDayType = Catalogue.Define("base-not-on-that-day", 422, "A base is approved and suspended on days that have come, within its validity, one after the other (D25).");

    private static readonly ProblemType NotYourTeacherPracticeType = Catalogue.Define("not-your-teacher-practice", 403, "A practice is recorded and ended by whoever runs the base; the teacher's institution cancels it at faculty certification.");
    private static readonly ProblemType TeacherPracticeStateType = Catalogue.Define("teacher-practice-state", 409, "The practice's state does not allow this (D17).");
    private static readonly ProblemType AttendanceType = Catalogue.Define("cannot-attend-then", 422, "Days are attended that have come, within those of the seat, while the base was active (D17, D25).");
    private static readonly ProblemType NothingAttendedType = Catalogue.Define("nothing-attended", 422, "A practice without an attended day is cancelled, and not completed (D17).");
    private static readonly ProblemType DaysAttendedType = Catalogue.Define("days-attended", 409, "A practice with attended days is completed, so that they count, and not cancelled (D17).");

    public static ProblemHttpResult NotYoursToRegister(string kind, string code) => NotYoursToRegisterType.Refuse(
        kind == OrganisationKind.Enterprise ? $"An enterprise registers itself, with a token whose org is {code}." : $"A {kind} is registered by an authority, or by ops on its behalf.", facts: new { kind, code });

    public static ProblemHttpResult NotYourOrganisation(string code) => NotYourOrganisationType.Refuse($"A token whose org is {code} may do this.", facts: new { code });

    public static ProblemHttpResult NotAnInstitution(string org) => NotAnInstitutionType.Refuse("A verified university, vocational college or secondary school may do this.", facts: new { organisation = org });

    public static ProblemHttpResult NotYourSlot(Slot slot) => NotYourSlotType.Refuse($"{slot.Enterprise} may do this.", facts: new { slot.Enterprise });

    public static ProblemHttpResult NotYourPlacement(Placement placement) => NotYourPlacement(placement.Institution);

    public static ProblemHttpResult NotYourPlacement(string org) => NotYourPlacementType.Refuse($"{org} may do this.", facts: new { organisation = org });

    public static ProblemHttpResult NotYourApplication(string org) => CommonProblems.Forbidden($"{org} may do this.");

    public static ProblemHttpResult NotYourBase(Base found) => NotYourBaseType.Refuse($"{found.ProposedBy} may do this.", facts: new { found.ProposedBy });

    public static ProblemHttpResult CodeTaken(string code) => CodeTakenType.Refuse("Codes are never reused: take another one.", facts: new { code });

    public static ProblemHttpResult UnitCodeTaken(string organisation, string code) => CodeTakenType.Refuse("The organisation has a unit of this code: take another one.", facts: new { organisation, code });

    public static ProblemHttpResult OrganisationClosed(string code) => ClosedType.Refuse("What is closed stays readable and does not change.", facts: new { code });

    public static ProblemHttpResult NotAwaitingVerification(Organisation found) => NotAwaitingVerificationType.Refuse("There is nothing to verify.", facts: new { found.Kind, found.State });

    public static ProblemHttpResult OrganisationInUse(IReadOnlyList<Guid> agreements, ILookup<string, Guid> memberships)
    {
        var (consortia, bases, projects) = (memberships[ConsortiumRow.Kind].ToList(), memberships[BaseRow.Kind].ToList(), memberships[ProjectRow.Kind].ToList());
        var (slots, placements) = (memberships["slot"].ToList(), memberships["placement"].ToList());
        return InUseType.Refuse(
            "Terminate the agreements, or let them expire; leave the consortia and bases; leave or close the projects; close the slots, and complete or stop the placements first.",
            agreements.Count > 0 ? "D22" : consortia.Count > 0 ? "D24" : bases.Count > 0 ? "D25" : projects.Count > 0 ? "S19" : "D37",
            new { agreements, consortia, bases, projects, slots, placements },
            new { terminate = agreements, close = slots, end = placements, leave = new[] { (Path: "consortia", Ids: consortia), (Path: "bases", Ids: bases), (Path: "projects", Ids: projects) }.SelectMany(kind => kind.Ids.Select(id => $"/industry-partnership/v1/{kind.Path}/{id}/departure")) });
    }

    public static ProblemHttpResult NotAnEnterprise(string code) => NotAnEnterpriseType.Refuse("Institutions do not state staff here.", "D29", new { code });

    public static ProblemHttpResult EnterpriseNotVerified(string org, string rule) => NotVerifiedType.Refuse("Register, and ask an institution to verify the enterprise.", rule, new { enterprise = org }, new { verify = $"/industry-partnership/v1/organisations/{org}/verification" });

    public static ProblemHttpResult EndsBeforeItStarts(string rule, DateOnly from, DateOnly until) => PeriodType.Refuse("Take a last day that is not before the first.", rule, new { validFrom = from, validUntil = until }, new { validUntil = from });

    public static ProblemHttpResult NotAParty(string rule, string org, IReadOnlyList<string> parties, IReadOnlyList<string> unknown) =>
        NotAPartyType.Refuse("Name your own organisation among the parties.", rule, new { parties, unknown }, Parties(parties.Except(unknown).Append(org)));

    public static ProblemHttpResult PartiesUnknown(IEnumerable<string> unknown, int parties) =>
        PartiesUnknownType.Refuse("Name two or more organisations that are registered and not closed.", "D22", new { unknown, parties });

    public static ProblemHttpResult BasePartiesUnknown(IReadOnlyList<string> unknown, IEnumerable<string> parties) =>
        PartiesUnknownType.Refuse("Name organisations that are registered and not closed.", "D25", new { unknown }, Parties(parties.Except(unknown)));

    public static ProblemHttpResult PartiesNotVerified(string rule, IReadOnlyList<string> waiting) => PartiesNotVerifiedType.Refuse("Have these verified first.", rule, new { notVerified = waiting }, new { verify = waiting });

    public static ProblemHttpResult PartiesClosed(string rule, IReadOnlyList<string> closed) => ClosedType.Refuse("What is closed takes part in nothing more: go on without it.", rule, new { closed }, new { without = closed });

    public static ProblemHttpResult AgreementNotIn(Agreement agreement, params string[] states) =>
        AgreementStateType.Refuse($"It is {agreement.State}; this is done with one that is {string.Join(" or ", states)}.", "D22", new { agreement.State, states });

    public static ProblemHttpResult AnotherText(string rule, string given, string current) => AnotherTextType.Refuse("It has another text: read it again, and sign or consent to that one.", rule, new { given, current }, new { textHash = current });

    public static ProblemHttpResult AlreadySigned(string rule, IEnumerable<string> signed) => AlreadySignedType.Refuse("Its signature counts once; the other parties' are awaited.", rule, new { signed });

    public static ProblemHttpResult AgreementPast(Agreement agreement, DateOnly validUntil, DateOnly today) => AgreementPastType.Refuse(
        "Edit it to end later, and sign the text that it then has.", agreement.Amendment is null ? "D22" : "D23", new { validUntil, today },
        new { edit = $"/industry-partnership/v1/agreements/{agreement.Id}{(agreement.Amendment is null ? "" : "/amendment")}", validUntil = today });

    public static ProblemHttpResult AmendmentPending(Agreement agreement) => AmendmentPendingType.Refuse(
        "Sign it, edit it, or withdraw it first.", "D23", new { agreement.Amendment?.Revision, agreement.Amendment?.ProposedBy }, new { withdraw = $"/industry-partnership/v1/agreements/{agreement.Id}/amendment/withdrawal" });

    public static ProblemHttpResult NoAmendment(Agreement agreement) =>
        NoAmendmentType.Refuse("Propose one first.", "D23", new { agreement.State, agreement.TextHash }, new { propose = $"/industry-partnership/v1/agreements/{agreement.Id}/amendments" });

    /// <param name="enterprise">The slot's enterprise.</param>
    /// <param name="institution">The learner's institution.</param>
    /// <param name="on">The day on which an agreement of the two has to be in force.</param>
    /// <param name="lastDay">The last day of the one that is in force today; null where none is.</param>
    /// <param name="isWritten">Whether the slot can still be changed, so that it may begin earlier.</param>
    public static ProblemHttpResult NoAgreementInForce(
        string enterprise, string institution, DateOnly on, DateOnly? lastDay, bool isWritten = false) => NoAgreementType.Refuse(
        isWritten && lastDay is not null
            ? "Let the slot begin by the agreement's last day, or have both sign one that goes on longer."
            : "Have both sign an internship framework or a strategic cooperation that is valid on that day.",
        "D37", new { enterprise, institution, on, lastDay },
        isWritten && lastDay is not null ? new { startsOn = lastDay } : SignOneFor(enterprise, institution, on));

    private static object SignOneFor(string enterprise, string institution, DateOnly validOn)
    {
        string[] kinds = [AgreementKind.InternshipFramework, AgreementKind.StrategicCooperation];
        return new { agreement = new { kinds, parties = new[] { enterprise, institution }, validOn } };
    }

    /// <summary>The base of an open slot has ended, or its enterprise's part in it: whoever wants to begin can choose another slot, and
    /// those at the base can let it go on.</summary>
    public static ProblemHttpResult BaseEnded(Guid baseId, string enterprise, DateOnly from, DateOnly until, SlotFooting.BaseRow? found)
    {
        var path = $"/industry-partnership/v1/bases/{baseId}";
        var hasLeft = found?.LeftOn <= until;
        return BaseNotUsableType.Refuse(
            $"Choose another slot. {(hasLeft ? "Or have the enterprise invited to the base again." : "Or have the base approved again.")}",
            "D25",
            new { baseId, enterprise, from, until, found?.State, found?.ValidUntil, found?.SuspendedOn, found?.LeftOn },
            hasLeft ? new { invite = $"{path}/invitations", organisation = enterprise } : found?.State == "suspended"
                ? new { approve = $"{path}/approval" } : null);
    }

    public static ProblemHttpResult SlotNotIn(Slot slot, params string[] states) => SlotStateType.Refuse($"It is {slot.State}; this is done with one that is {string.Join(" or ", states)}.", "D37", new { slot.State, states });

    public static ProblemHttpResult SlotPast(DateOnly endsOn, DateOnly today) => SlotPastType.Refuse("Take a period that is not over.", "D37", new { endsOn, today }, new { endsOn = today });

    public static ProblemHttpResult Headcount(Verdict verdict) => HeadcountType.Refuse(
        verdict,
        "On every date interns are at most these shares of staff and of staff on the kind of post. "
        + "Take the capacity that the change names; where it names none, take another period, "
        + "or state the counts of staff that are missing or have grown: no fewer than in the change.");

    /// <summary>What a slot's verdicts refuse, the first rule first; null where none does.</summary>
    public static ProblemHttpResult? Unlawful(RulePack pack, IReadOnlyList<RuleVerdict> verdicts)
    {
        var refused = verdicts.Where(one => !one.Verdict.Passes).ToList();
        if (refused.Count == 0) return null;
        if (refused is [{ Verdict: { Rule: "D29" } headcount }]) return Headcount(headcount);
        var verdict = refused[0].Verdict with { Change = ChangeOfAll.Of([.. refused.Select(one => one.Verdict)]) };
        var problem = SlotUnlawfulType.Refuse(verdict, $"Refused by {string.Join(", ", refused.Select(one => one.Verdict.Rule))} in {pack.Id}: the change is that of all of them in one; what is missing is named by the member that would have to state it.");
        problem.ProblemDetails.Extensions["pack"] = pack.Id;
        problem.ProblemDetails.Extensions["verdicts"] = verdicts.Select(JudgeSlot.Judged.Of).ToList();
        return problem;
    }

    public static ProblemHttpResult NoRulePack(DateOnly startsOn, RulePacks packs) => NoRulePackType.Refuse(
        "Take a first day that a pack governs.", "D26", new { startsOn, packs = packs.All.Select(pack => new { pack.Id, pack.From, pack.Until }) }, packs.NearestGoverned(startsOn) is { } day ? new { startsOn = day } : null);

    public static ProblemHttpResult InsuranceCharged(Verdict verdict) =>
        InsuranceChargedType.Refuse(verdict, "Have the enterprise or the institution take it out and pay for it, and say which.");

    public static ProblemHttpResult NotYourInsurance(Slot slot) => NotYourSlotType.Refuse(
        "The enterprise's manager of internships, or the coordinator of the institution that approved it, may do this.",
            facts: new { slot.Enterprise, slot.ApprovedBy });

    public static ProblemHttpResult CannotCoSign(IEnumerable<string> strangers, IReadOnlyList<string> coSignatories) =>
        CannotCoSignType.Refuse("Name organisations that are registered and not closed; the enterprise signs anyway.", "D31", new { strangers }, new { coSignatories });

    public static ProblemHttpResult CoSignatureMissing(IReadOnlyList<string> coSignatories) =>
        CoSignatureMissingType.Refuse("Choose a slot that they do not co-sign, or end this placement and have the learner apply there.", "D31", new { coSignatories });

    /// <summary>What of a learner does not pass for a slot; null where all does.</summary>
    public static ProblemHttpResult? NotFor(IReadOnlyList<RuleVerdict> verdicts) => verdicts.FirstOrDefault(one => !one.Verdict.Passes) switch
    {
        null => null,
        { Name: MajorMatch.Name, Verdict: var verdict } => MajorType.Refuse(verdict, "Choose a slot for the learner's major or one of the same class."),
        { Name: HardWork.Name, Verdict: var verdict } => FilingMissingType.Refuse(
            verdict, "Have an authority record the filing that the change describes, and the enterprise name it for the slot; "
            + "or choose another slot."),
        { Name: LiabilityInsurance.Name, Verdict: var verdict } => NotInsuredType.Refuse(
            verdict, "Begin on a day that is covered; where none is left, "
            + "have the enterprise or the institution record an insurance of these days for the slot."),
        { Name: ProtectedYouth.FirstYear, Verdict: var verdict } => FirstYearType.Refuse(verdict, "Start on or after the day on which the learner has been in the stage for long enough, in a slot that goes on until then."),
        { Verdict: var verdict } => TooYoungType.Refuse(verdict, "Start on or after the day on which the learner is old enough, in a slot that goes on until then."),
    };

    public static ProblemHttpResult FilingsUnknown(IEnumerable<Guid> unknown, IReadOnlyList<Guid> known) =>
        FilingsUnknownType.Refuse(
            "Name filings by their ids, as the authority has recorded them for the enterprise.", "D28", new { unknown },
            new { filings = known });

    public static ProblemHttpResult FilingPartiesUnknown(string? institution, string? enterprise) =>
        FilingPartiesType.Refuse(
            "Name a school, college or university and an enterprise by their codes.", "D28", new { institution, enterprise });

    public static ProblemHttpResult FilingNumberTaken(string authority, string number) =>
        CodeTakenType.Refuse(
            "The authority has a filing of this number: correct that one, or take another number.", "D28", new { authority, number });

    public static ProblemHttpResult FilingOver(Filing filing, DateOnly endedOn) => FilingOverType.Refuse(
        filing.EndedOn is null ? "Take a day by its last day." : "It was ended before; correct the record where that was wrong.", "D28",
        new { endedOn, filing.Until, ended = filing.EndedOn }, filing.EndedOn is null ? new { endedOn = filing.Until } : null);

    public static ProblemHttpResult NotYourFiling(Filing filing) =>
        NotYourFilingType.Refuse($"{filing.Authority} may do this.", "D28", facts: new { filing.Authority });

    public static ProblemHttpResult SlotFull(Slot slot) => SlotFullType.Refuse("Choose another slot.", "D37", new { slot.Capacity, slot.Placed });

    public static ProblemHttpResult LearnerNotInTraining(string state, string institution, DateOnly? on) =>
        NotInTrainingType.Refuse(
            "A learner is placed while in training at the institution that they applied from.", "D5",
            on is { } day ? (object)new { state, institution, on = day, inTraining = LearnerState.InTraining }
                : new { state, institution, inTraining = LearnerState.InTraining });

    public static ProblemHttpResult PlacedAtThatTime(Verdict verdict) => PlacedType.Refuse(verdict, "Take a slot, or a start, after the other placement, or have that one ended first.");

    public static ProblemHttpResult AlreadyApplied(Application standing) => AppliedType.Refuse(
        "One application stands at a time; before an offer is accepted it may be withdrawn.", "D37", new { application = standing.Id, standing.State },
        standing.State is "accepted" or "placed" ? null : new { withdraw = $"/industry-partnership/v1/applications/{standing.Id}/withdrawal" });

    public static ProblemHttpResult ApplicationNotIn(Application application, params string[] states) =>
        ApplicationStateType.Refuse($"It is {application.State}; this is done with one that is {string.Join(" or ", states)}.", "D37", new { application.State, states });

    public static ProblemHttpResult OfferPast(DateOnly offeredUntil, DateOnly today) => OfferPastType.Refuse("Give the learner a day that has not passed.", "D37", new { offeredUntil, today }, new { offeredUntil = today });

    public static ProblemHttpResult OfferLapsed(Application application, DateOnly today) => OfferLapsedType.Refuse(
        $"It stood until {application.OfferedUntil:O}: the enterprise may offer again.", "D37", new { application.OfferedUntil, today }, new { offer = $"/industry-partnership/v1/applications/{application.Id}/offer" });

    public static ProblemHttpResult PlacementNotIn(Placement placement, params string[] states) =>
        PlacementStateType.Refuse($"It is {placement.State}; this is done with one that is {string.Join(" or ", states)}.", "D37", new { placement.State, states });

    public static ProblemHttpResult ConsentMissing(Placement placement, IReadOnlyList<string> missing) => ConsentMissingType.Refuse(
        $"The consent of the {string.Join(" and the ", missing)} is missing.", "D32", new { missing },
        new { consents = missing.Select(who => $"/industry-partnership/v1/placements/{placement.Id}/{(who == InformedConsent.Guardian ? "guardian-consent" : "consent")}") });

    public static ProblemHttpResult ClausesMissing(string institution, int? version, IReadOnlyList<string> missing) =>
        ClausesMissingType.Refuse(
        $"Have {institution} keep a template with {string.Join(", ", missing)}.",
        "D31",
        new { institution, templateVersion = version, missing },
        new { keep = "/industry-partnership/v1/agreement-templates", by = institution, clauses = missing });

    public static ProblemHttpResult NoLearnersHere(string org) => NoLearnersHereType.Refuse(
        "The institution of the learners does this.",
        "D31",
        new
        {
            organisation = org,
            kinds = new[] { OrganisationKind.University, OrganisationKind.VocationalCollege, OrganisationKind.SecondarySchool },
        });

    public static ProblemHttpResult AlreadyConsented(Placement placement, string who) => ConsentedType.Refuse($"The {who}'s consent counts once.", "D32", new { placement.Consents });

    public static ProblemHttpResult NoGuardianNeeded(Verdict verdict, Guid placement) =>
        NoGuardianType.Refuse("The learner's own consent is enough.", verdict.Rule, verdict.Facts, new { consent = $"/industry-partnership/v1/placements/{placement}/consent" });

    public static ProblemHttpResult AlreadyStated(Placement placement) =>
        StatedType.Refuse("It counts once.", "D32", new { placement.WithoutGuardian });

    public static ProblemHttpResult NothingStated(Placement placement) => NothingStatedType.Refuse(
        "Have the learner say so first.", "D32", new { placement.WithoutGuardian },
        new { state = $"/industry-partnership/v1/placements/{placement.Id}/no-guardian" });

    public static ProblemHttpResult NotOnThatDay(Verdict verdict) => ActDayType.Refuse(verdict, "Give a day that has come, and is not before the last consent or the last signature on the text that is amended; for a placement at most a year before its planned first day.");

    public static ProblemHttpResult NoDayToSign(Verdict verdict) => NotSignedInTimeType.Refuse(verdict, "Propose it for a day to come.");

    public static ProblemHttpResult NotSignedInTime(Verdict verdict) => NotSignedInTimeType.Refuse(
        verdict,
        verdict.Change is null
            ? "Withdraw it, and propose it for a later day."
            : "Give a day from the proposal on that has come, before the first day at the next enterprise.");

    public static ProblemHttpResult NoAgreementOfMove(PlacementChange change) => NotSignedInTimeType.Refuse(
        "It was proposed before moves had agreements: withdraw it, and propose it again.",
        "D31", new { change.ProposedOn, change.AgreementHash }, new { withdraw = $"{change.Path}/withdrawal" });

    public static ProblemHttpResult NotYourSignature(PlacementChange change) => NotYourSignatureType.Refuse(
        change.AgreementHash is null ? "There is nothing to sign: consent to it." : "Others sign it.",
        facts: new { change.FromEnterprise, change.ToEnterprise, change.AwaitingSignatures });

    public static ProblemHttpResult ConsentMissing(PlacementChange change, IReadOnlyList<string> missing) => ConsentMissingType.Refuse(
        $"The consent of the {string.Join(" and the ", missing)} is missing.", "D32", new { missing },
        new
        {
            consents = missing.Select(who => $"{change.Path}/{(who == InformedConsent.Guardian ? "guardian-acceptance" : "acceptance")}"),
        });

    public static ProblemHttpResult NothingToCorrect(Placement placement, string act) => NothingToCorrectType.Refuse(
        "Correct one that was given; a scan and who signed only of one on paper.",
        "D43", new { act, placement.Consents, placement.WithoutGuardian, placement.Signatures });

    public static ProblemHttpResult NothingToCorrect(PlacementChange change, string act) => NothingToCorrectType.Refuse(
        "Correct what was recorded on paper; a change that is not in force may be withdrawn instead.",
        "D43", new { act, change.Acceptances, change.Signatures });

    public static ProblemHttpResult NothingToCorrect(Agreement agreement) =>
        NothingToCorrectType.Refuse("Your newest signature on this agreement is not on paper.", "D43", new { agreement.Signatures });

    public static ProblemHttpResult NotYourRecord(PlacementChange change, string act) => NotYourRecordType.Refuse(
        "The institution's coordinator corrects a guardian's consent, each signatory their own signature.",
        facts: new { act, change.Institution, change.ToEnterprise });

    public static ProblemHttpResult NotYourRecord(Placement placement, string act) => NotYourRecordType.Refuse(
        "The learner corrects their own, the institution's coordinator what was handed in, each signatory their own signature.",
        facts: new { act, placement.Institution, placement.Enterprise });

    public static ProblemHttpResult SignatureMissing(Placement placement)
    {
        var missing = new[] { placement.Institution, placement.Enterprise, InformedConsent.Learner }.Concat(placement.CoSignatories).Except(placement.Signatures.Select(signature => signature.By)).ToList();
        return SignatureMissingType.Refuse(
            $"Not signed yet by {string.Join(", ", missing)}.", "D31", new { placement.State, missing }, new { sign = $"/industry-partnership/v1/placements/{placement.Id}/signatures", by = missing, placement.TextHash });
    }

    public static ProblemHttpResult CannotStartThen(Verdict verdict) =>
        StartType.Refuse(verdict, "Give a day between the later of its planned start and the last signature, and the earlier of its planned end and today; where there is none to come, stop it.");

    public static ProblemHttpResult NothingToAssess(Placement placement) => PlacementStateType.Refuse(
        "A placement is assessed once, when it is completed, or was stopped after it had started.", "D37", new { placement.State, placement.StartedOn, states = new[] { PlacementState.Completed, PlacementState.Stopped } });

    public static ProblemHttpResult MentorNamed(Placement placement) => MentorNamedType.Refuse(
        "In the middle of a placement another mentor is a change of what was agreed: propose it, for it needs the consent of all.", "D37", new { placement.State, placement.Mentor }, new { propose = $"/industry-partnership/v1/placements/{placement.Id}/changes" });

    public static ProblemHttpResult NotTheMentor((string Enterprise, string? Mentor) named) => NotYourPlacementType.Refuse("The mentor of the week's last day may do this.", facts: new { named.Enterprise, named.Mentor });

    public static ProblemHttpResult NothingToChange(Placement placement) => NothingToChangeType.Refuse("It is at that slot, with that mentor: name another one of either.", "D37", new { placement.SlotId, placement.Mentor });

    public static ProblemHttpResult ChangeOpen(Guid placement, Guid open) => ChangeOpenType.Refuse(
        "Have that one agreed and in force, refused or withdrawn first.", "D37", new { change = open }, new { refuse = $"/industry-partnership/v1/placements/{placement}/changes/{open}/refusal", withdraw = $"/industry-partnership/v1/placements/{placement}/changes/{open}/withdrawal" });

    public static ProblemHttpResult ChangeNotIn(PlacementChange change, params string[] states) => ChangeStateType.Refuse($"It is {change.State}; this is done with one that is {string.Join(" or ", states)}.", "D37", new { change.State, states });

    public static ProblemHttpResult CannotChangeThen(Verdict verdict) => ChangeDayType.Refuse(verdict, "Propose it for a day after the last one that was worked and written at the present post, by the placement's last day.");

    public static ProblemHttpResult SlotDoesNotCover(Verdict verdict) =>
        SlotDoesNotCoverType.Refuse(verdict, verdict.Change is null ? "Choose a slot that does not end before the placement." : "Propose it from the slot's first day on, or choose another slot.");

    public static ProblemHttpResult NotYourChange(PlacementChange change) => NotYourProposalType.Refuse($"{change.ProposedBy} may do this.", facts: new { change.ProposedBy });

    public static ProblemHttpResult AlreadyAccepted(PlacementChange change) => ConsentedType.Refuse("Its consent counts once; the others' are awaited.", "D32", new { change.Acceptances, change.Awaiting });

    public static ProblemHttpResult NoGuardianNeeded(PlacementChange change) =>
        NoGuardianType.Refuse(
            "The learner's own consent is enough.", "D32", new { needsGuardian = false, on = change.ProposedOn },
            new { consent = $"{change.Path}/acceptance" });

    public static ProblemHttpResult LogbookNotOpen(Placement placement) => PlacementNotIn(placement, PlacementState.Active, PlacementState.Paused, PlacementState.Stopped);

    public static ProblemHttpResult CannotLogThen(Verdict verdict) => LogType.Refuse(verdict, "Name the week by its Monday, and leave out the days that are not in change.");

    public static ProblemHttpResult WeekWritten(LogbookEntry entry) => WeekWrittenType.Refuse("Change the entry that is there.", "D39", new { entry.WeekOf, entry.State, entry.Version }, new { change = LogbookRow.PathOf(entry) });

    public static ProblemHttpResult LogbookSigned(LogbookEntry entry) => LogbookSignedType.Refuse("It was read and signed as it is.", "D39", new { entry.WeekOf, entry.SignedOn });

    public static ProblemHttpResult LogbookChanged(LogbookEntry entry, int given) => LogbookChangedType.Refuse("It was changed meanwhile: read it again, and sign that version.", "D39", new { given, current = entry.Version }, new { version = entry.Version });

    public static ProblemHttpResult LogbookNotIn(LogbookEntry entry, params string[] states) => LogbookStateType.Refuse($"It is {entry.State}; this is done with one that is {string.Join(" or ", states)}.", "D39", new { entry.State, states });

    public static ProblemHttpResult CannotPauseThen(Verdict verdict) => PauseType.Refuse(verdict, "Give a day that has come, within the placement, after the last time that it was resumed or paused; where none is left before its planned end, stop it.");

    public static ProblemHttpResult CannotEndThen(Verdict verdict) => EndType.Refuse(verdict, "Give a day between its first day, or the last one of its logbook, and the earlier of its planned end and today.");

    public static ProblemHttpResult LogbookOpen(Guid placement, IReadOnlyList<OpenWeek> weeks) => LogbookOpenType.Refuse(
        "Have the mentor sign these weeks first; what was returned is changed before.", "D39", new { weeks }, new { sign = weeks.Select(week => $"/industry-partnership/v1/placements/{placement}/logbook/{week.WeekOf:O}/signature") });

    public static ProblemHttpResult HoursMissing(Verdict verdict) => HoursMissingType.Refuse(verdict, "Have so many more effective hours written and signed; the placement's hours say which did not count, and why.");

    public static ProblemHttpResult TeacherNotCertified(Verdict verdict) => TeacherNotCertifiedType.Refuse(
        verdict, verdict.Change is null ? "Name another teacher: this one's certificate has ended." : "Name another teacher, or this one from the first day of the certificate.");

    public static ProblemHttpResult BaseNotIn(Base found, params string[] states) => BaseStateType.Refuse($"It is {found.State}; this is done with one that is {string.Join(" or ", states)}.", "D25", new { found.State, states });

    public static ProblemHttpResult NotOnThatDayOfTheBase(Verdict verdict) => BaseDayType.Refuse(verdict, "Give a day that has come, within the base's validity, and not before its last approval or suspension.");

    public static ProblemHttpResult NotALead(IReadOnlyList<Member> members, DateOnly today) => NotALeadType.Refuse("One of its leads may do this.", facts: new { leads = members.Where(member => member.LeadsOn(today)).Select(member => member.Organisation) });

    public static ProblemHttpResult NotAMember(IReadOnlyList<Member> members, DateOnly today) => NotAMemberType.Refuse("One of those that are in it today may do this.", facts: new { members = members.Where(member => member.IsThereOn(today)).Select(member => member.Organisation) });

    public static ProblemHttpResult NotInvited(string org) => NotInvitedType.Refuse("Ask those that are in it for an invitation.", facts: new { organisation = org });

    public static ProblemHttpResult AlreadyAMember(string rule, Member member) => AlreadyAMemberType.Refuse(
        member.JoinedOn is null ? "It is invited, and may accept or decline." : member.LeftOn is null ? "It has accepted." : "It has accepted, and is invited again from the day on which it has left.", rule,
        new { member.Organisation, member.Role, member.JoinedOn, member.LeftOn }, member.LeftOn is null ? null : new { notBefore = member.LeftOn });

    public static ProblemHttpResult ProposerStays(Consortium found) => AlreadyAMemberType.Refuse(
        "Whoever proposed a consortium is in it; the proposal itself may be withdrawn.", "D24", new { found.ProposedBy, found.State }, found.State == "proposed" ? new { withdraw = $"/industry-partnership/v1/consortia/{found.Id}/withdrawal" } : null);

    public static ProblemHttpResult NotYourConsortium(Consortium found) => NotYourProposalType.Refuse($"{found.ProposedBy} may do this.", facts: new { found.ProposedBy });

    public static ProblemHttpResult NotYourProject(Project found) => NotYourProposalType.Refuse($"{found.ProposedBy} may do this.", facts: new { found.ProposedBy });

    public static ProblemHttpResult AcceptanceMissing(string rule, string acceptance, IReadOnlyList<string> missing) => AcceptanceMissingType.Refuse($"Not accepted yet by {string.Join(", ", missing)}.", rule, new { missing }, new { accept = acceptance, by = missing });

    public static ProblemHttpResult NotOnThatDayOfIt(Verdict verdict) => MembershipDayType.Refuse(verdict, "Give a day that has come, unless it is that of a leave, and not before what it follows.");

    public static ProblemHttpResult InvitedUnknown(string rule, string organisation) => PartiesUnknownType.Refuse("Invite an organisation that is registered and not closed.", rule, new { unknown = new[] { organisation } });

    public static ProblemHttpResult NotAmongLeads(string org, IReadOnlyList<string> leads, IReadOnlyList<string> unknown) =>
        NotAPartyType.Refuse("Name your own organisation among the leads.", "D24", new { leads, unknown }, new { leads = leads.Except(unknown).Append(org) });

    public static ProblemHttpResult MembersUnknown(IReadOnlyList<string> unknown, IEnumerable<string> leads, IEnumerable<string> members) =>
        PartiesUnknownType.Refuse("Name organisations that are registered and not closed.", "D24", new { unknown }, new { leads = leads.Except(unknown), members = members.Except(unknown) });

    public static ProblemHttpResult ConsortiumNotIn(Consortium found, params string[] states) => ConsortiumStateType.Refuse($"It is {found.State}; this is done with one that is {string.Join(" or ", states)}.", "D24", new { found.State, states });

    public static ProblemHttpResult ConsortiumIncomplete(Verdict verdict) => ConsortiumIncompleteType.Refuse(verdict, "Have successors join by that day, one as a lead where none would lead; then the same request passes.");

    public static ProblemHttpResult NotAMemberToLead(IReadOnlyList<Member> members, string organisation, DateOnly today)
    {
        var eligible = members.Where(member => member.IsThereOn(today) && !member.LeadsOn(today)).Select(member => member.Organisation).ToList();
        return LeadNotAMemberType.Refuse("Name one of those that are in it and do not lead, or invite the organisation as a lead.", "D24", new { organisation, eligible }, eligible.Count == 0 ? null : new { organisation = eligible[0] });
    }

    public static ProblemHttpResult BaseWithoutParty(Verdict verdict) => BaseWithoutPartyType.Refuse(verdict, "Have another party join by that day; then the same request passes.");

    public static ProblemHttpResult NotAPartyOfTheBase(Guid baseId, string enterprise, DateOnly until) =>
        NotAPartyType.Refuse("Name a base that the enterprise is a party of until the slot's last day, or none.", "D25", new { baseId, enterprise, until }, new { baseId = (Guid?)null });

    public static ProblemHttpResult BaseNotUsable(Verdict verdict) => BaseNotUsableType.Refuse(verdict, "Take days within one of its periods, which the change names where there are any, or name no base.");

    public static ProblemHttpResult ProjectNotIn(Project found, params string[] states) => ProjectStateType.Refuse($"It is {found.State}; this is done with one that is {string.Join(" or ", states)}.", "S19", new { found.State, states });

    public static ProblemHttpResult ProjectEndsBeforeItStarts(DateOnly startsOn, DateOnly endsOn) => PeriodType.Refuse("Take a last day that is not before the first.", "S19", new { startsOn, endsOn }, new { endsOn = startsOn });

    public static ProblemHttpResult ProjectPartiesUnknown(IReadOnlyList<string> unknown, IEnumerable<string> parties) => PartiesUnknownType.Refuse("Name organisations that are registered and not closed.", "S19", new { unknown }, Parties(parties.Except(unknown), atLeast: 2));

    public static ProblemHttpResult ProjectIncomplete(Verdict verdict) => ProjectIncompleteType.Refuse(verdict, "Have an institution and an enterprise among its parties on that day and ever after; to end it, close it.");

    public static ProblemHttpResult CannotRestOn(Guid agreement, string org, DateOnly today) => CannotRestOnType.Refuse("Name an agreement that your organisation is a party to and that is in force today, or none.", "S19", new { agreement, organisation = org, today }, new { agreementId = (Guid?)null });

    public static ProblemHttpResult MilestoneCodeTaken(Guid project, string code) => CodeTakenType.Refuse("The project has a milestone of this code: take another one.", facts: new { project, code });

    public static ProblemHttpResult MilestoneMet(Milestone milestone) => MilestoneMetType.Refuse("It is reached once.", "S19", new { milestone.Code, milestone.MetOn });

    public static ProblemHttpResult MilestonesOpen(Guid project, IReadOnlyList<string> open) =>
        MilestonesOpenType.Refuse($"Not reached yet: {string.Join(", ", open)}.", "S19", new { open }, new { complete = open.Select(code => $"/industry-partnership/v1/projects/{project}/milestones/{code}/completion") });

    public static ProblemHttpResult NotYourTeacherPractice(TeacherPractice practice) => NotYourTeacherPracticeType.Refuse("An organisation that runs the base may do this.", facts: new { practice.BaseId, practice.Institution });

    public static ProblemHttpResult TeacherPracticeNotIn(TeacherPractice practice, params string[] states) =>
        TeacherPracticeStateType.Refuse($"It is {practice.State}; this is done with one that is {string.Join(" or ", states)}.", "D17", new { practice.State, states });

    public static ProblemHttpResult CannotAttendThen(Verdict verdict) => AttendanceType.Refuse(verdict, "Leave out the days that are not in change.");

    public static ProblemHttpResult NothingAttended(TeacherPractice practice) => NothingAttendedType.Refuse(
        "Record the days that were attended first, or cancel it.", "D17", new { practice.From, practice.Until, attended = practice.Attended }, new { attendance = $"/industry-partnership/v1/teacher-practices/{practice.Id}/attendance" });

    public static ProblemHttpResult DaysAttended(TeacherPractice practice) => DaysAttendedType.Refuse(
        "Complete it: its days count, and its seat is free from the day after the last of them.", "D17", new { attended = practice.Attended }, new { completion = $"/industry-partnership/v1/teacher-practices/{practice.Id}/completion" });

    // Where too few or too many would be left, no list passes.
    private static object? Parties(IEnumerable<string> parties, int atLeast = 1) => parties.ToList() is var left && left.Count >= atLeast && left.Count <= 20 ? new { parties = left } : null;
}
