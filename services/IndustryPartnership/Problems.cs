using Contracts.Enrollment;
using Contracts.IndustryPartnership;
using IndustryPartnership.Features.Agreements;
using IndustryPartnership.Features.Applications;
using IndustryPartnership.Features.Bases;
using IndustryPartnership.Features.Organisations;
using IndustryPartnership.Features.Placements;
using IndustryPartnership.Features.Slots;
using IndustryPartnership.Rules;
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
    private static readonly ProblemType NotYourPlacementType = Catalogue.Define("not-your-placement", 403, "This is done by the learner's institution.");
    private static readonly ProblemType NotYourApplicationType = Catalogue.Define("not-your-application", 403, "An application is decided by the slot's enterprise, and withdrawn by the learner's institution or the learner.");
    private static readonly ProblemType NotYourBaseType = Catalogue.Define("not-your-base", 403, "A proposal is the party's that made it.");
    private static readonly ProblemType CodeTakenType = Catalogue.Define("code-taken", 409, "The code is in use, or was.");
    private static readonly ProblemType ClosedType = Catalogue.Define("organisation-closed", 409, "The organisation is closed.");
    private static readonly ProblemType NotAwaitingVerificationType = Catalogue.Define("not-awaiting-verification", 409, "Only an enterprise that is registered and not verified yet is verified.");
    private static readonly ProblemType InUseType = Catalogue.Define("organisation-in-use", 409, "Agreements still name the organisation.");
    private static readonly ProblemType NotAnEnterpriseType = Catalogue.Define("not-an-enterprise", 422, "Staff counts are an enterprise's (D29).");
    private static readonly ProblemType NotVerifiedType = Catalogue.Define("enterprise-not-verified", 422, "An enterprise is verified before it offers or proposes anything.");
    private static readonly ProblemType PeriodType = Catalogue.Define("ends-before-it-starts", 422, "The last day is before the first.");
    private static readonly ProblemType NotAPartyType = Catalogue.Define("not-a-party", 422, "Whoever drafts an agreement or proposes a base is a party to it (D22, D25).");
    private static readonly ProblemType PartiesUnknownType = Catalogue.Define("parties-unknown", 422, "An agreement has at least two parties that are registered; a base has registered ones (D22, D25).");
    private static readonly ProblemType PartiesNotVerifiedType = Catalogue.Define("parties-not-verified", 422, "An agreement is signed when all its parties are verified (D22).");
    private static readonly ProblemType AgreementStateType = Catalogue.Define("agreement-state", 409, "The agreement's state does not allow this (D22).");
    private static readonly ProblemType AnotherTextType = Catalogue.Define("another-text", 409, "The signature is on another text than the agreement's (D22, D31).");
    private static readonly ProblemType AlreadySignedType = Catalogue.Define("already-signed", 409, "The party has signed this text (D22, D31).");
    private static readonly ProblemType AgreementPastType = Catalogue.Define("agreement-past", 422, "The agreement's last day has passed (D22).");
    private static readonly ProblemType NoAgreementType = Catalogue.Define("no-agreement-in-force", 422, "The enterprise and the institution have no agreement in force that internships can rest on (D37).");
    private static readonly ProblemType SlotStateType = Catalogue.Define("slot-state", 409, "The slot's state does not allow this (D37).");
    private static readonly ProblemType SlotPastType = Catalogue.Define("slot-past", 422, "The slot's last day has passed (D37).");
    private static readonly ProblemType HeadcountType = Catalogue.Define("headcount", 422, "The enterprise would have too many interns for its staff (D29).");
    private static readonly ProblemType SlotFullType = Catalogue.Define("slot-full", 409, "Every place of the slot is taken (D37).");
    private static readonly ProblemType NotInTrainingType = Catalogue.Define("learner-not-enrolled", 422, "Only a learner in training is placed (D5).");
    private static readonly ProblemType MajorType = Catalogue.Define("major-does-not-match", 422, "The post does not match the learner's major (D36).");
    private static readonly ProblemType PlacedType = Catalogue.Define("placed-at-that-time", 422, "The learner has a placement at that time (D38).");
    private static readonly ProblemType AppliedType = Catalogue.Define("already-applied", 409, "The learner has an application for the slot that stands (D37).");
    private static readonly ProblemType ApplicationStateType = Catalogue.Define("application-state", 409, "The application's state does not allow this (D37).");
    private static readonly ProblemType PlacementStateType = Catalogue.Define("placement-state", 409, "The placement's state does not allow this (D37).");
    private static readonly ProblemType ConsentMissingType = Catalogue.Define("consent-missing", 422, "A placement's agreement is signed when all have consented whose consent is needed (D32).");
    private static readonly ProblemType ConsentedType = Catalogue.Define("already-consented", 409, "The consent was given (D32).");
    private static readonly ProblemType NoGuardianType = Catalogue.Define("no-guardian-needed", 422, "A guardian consents for a minor only (D32).");
    private static readonly ProblemType ActDayType = Catalogue.Define("not-on-that-day", 422, "Consents and signatures are of days that have come, at most a year before the placement, and no signature is before a consent (D31, D32).");
    private static readonly ProblemType SignatureMissingType = Catalogue.Define("signature-missing", 422, "A placement starts when institution, enterprise and learner have signed its agreement (D31).");
    private static readonly ProblemType StartType = Catalogue.Define("cannot-start-then", 422, "A placement starts in its period, after the last signature, and not in the future (D31).");
    private static readonly ProblemType EndType = Catalogue.Define("cannot-end-then", 422, "A placement ends between its start and today (D38).");

    private static readonly ProblemType BaseStateType = Catalogue.Define("base-state", 409, "The base's state does not allow this (D25).");
    private static readonly ProblemType BaseDayType = Catalogue.Define("base-not-on-that-day", 422, "A base is approved and suspended on days that have come, within its validity, one after the other (D25).");

    public static ProblemHttpResult NotYoursToRegister(string kind, string code) => NotYoursToRegisterType.Refuse(
        kind == OrganisationKind.Enterprise ? $"An enterprise registers itself, with a token whose org is {code}." : $"A {kind} is registered by an authority, or by ops on its behalf.", facts: new { kind, code });

    public static ProblemHttpResult NotYourOrganisation(string code) => NotYourOrganisationType.Refuse($"A token whose org is {code} may do this.", facts: new { code });

    public static ProblemHttpResult NotAnInstitution(string org) => NotAnInstitutionType.Refuse("A verified university, vocational college or secondary school may do this.", facts: new { organisation = org });

    public static ProblemHttpResult NotYourSlot(Slot slot) => NotYourSlotType.Refuse($"{slot.Enterprise} may do this.", facts: new { slot.Enterprise });

    public static ProblemHttpResult NotYourPlacement(Placement placement) => NotYourPlacementType.Refuse($"{placement.Institution} may do this.", facts: new { placement.Institution });

    public static ProblemHttpResult NotYourApplication(string org) => NotYourApplicationType.Refuse($"{org} may do this.", facts: new { organisation = org });

    public static ProblemHttpResult NotYourBase(Base found) => NotYourBaseType.Refuse($"{found.ProposedBy} may do this.", facts: new { found.ProposedBy });

    public static ProblemHttpResult CodeTaken(string code) => CodeTakenType.Refuse("Codes are never reused: take another one.", facts: new { code });

    public static ProblemHttpResult UnitCodeTaken(string organisation, string code) => CodeTakenType.Refuse("The organisation has a unit of this code: take another one.", facts: new { organisation, code });

    public static ProblemHttpResult OrganisationClosed(string code) => ClosedType.Refuse("What is closed stays readable and does not change.", facts: new { code });

    public static ProblemHttpResult NotAwaitingVerification(Organisation found) => NotAwaitingVerificationType.Refuse("There is nothing to verify.", facts: new { found.Kind, found.State });

    public static ProblemHttpResult OrganisationInUse(IReadOnlyList<Guid> agreements) => InUseType.Refuse("Terminate them, or let them expire, first.", "D22", new { agreements }, new { terminate = agreements });

    public static ProblemHttpResult NotAnEnterprise(string code) => NotAnEnterpriseType.Refuse("Institutions do not state staff here.", "D29", new { code });

    public static ProblemHttpResult EnterpriseNotVerified(string org, string rule) => NotVerifiedType.Refuse("Register, and ask an institution to verify the enterprise.", rule, new { enterprise = org }, new { verify = $"/industry-partnership/v1/organisations/{org}/verification" });

    public static ProblemHttpResult EndsBeforeItStarts(string rule, DateOnly from, DateOnly until) => PeriodType.Refuse("Take a last day that is not before the first.", rule, new { validFrom = from, validUntil = until }, new { validUntil = from });

    public static ProblemHttpResult NotAParty(string rule, string org, IReadOnlyList<string> parties) => NotAPartyType.Refuse("Name your own organisation among the parties.", rule, new { parties }, new { parties = parties.Append(org) });

    public static ProblemHttpResult PartiesUnknown(IEnumerable<string> unknown, int parties) =>
        PartiesUnknownType.Refuse("Name two or more organisations that are registered and not closed.", "D22", new { unknown, parties });

    public static ProblemHttpResult BasePartiesUnknown(IReadOnlyList<string> unknown, IEnumerable<string> parties) =>
        PartiesUnknownType.Refuse("Name organisations that are registered and not closed.", "D25", new { unknown }, new { parties = parties.Except(unknown) });

    public static ProblemHttpResult PartiesNotVerified(IReadOnlyList<string> waiting) => PartiesNotVerifiedType.Refuse("Have these verified first.", "D22", new { notVerified = waiting }, new { verify = waiting });

    public static ProblemHttpResult AgreementNotIn(Agreement agreement, params string[] states) =>
        AgreementStateType.Refuse($"It is {agreement.State}; this is done with one that is {string.Join(" or ", states)}.", "D22", new { agreement.State, states });

    public static ProblemHttpResult AnotherText(string rule, string given, string current) => AnotherTextType.Refuse("It has another text: read it again, and sign that one.", rule, new { given, current }, new { textHash = current });

    public static ProblemHttpResult AlreadySigned(string rule, IEnumerable<string> signed) => AlreadySignedType.Refuse("Its signature counts once; the other parties' are awaited.", rule, new { signed });

    public static ProblemHttpResult AgreementPast(DateOnly validUntil, DateOnly today) => AgreementPastType.Refuse("Edit it to end later, and sign that text.", "D22", new { validUntil, today }, new { validUntil = today });

    public static ProblemHttpResult NoAgreementInForce(string enterprise, string institution, DateOnly today) => NoAgreementType.Refuse(
        "Have both sign an internship framework or a strategic cooperation that is valid today.", "D37", new { enterprise, institution, today },
        new { agreement = new { kinds = new[] { AgreementKind.InternshipFramework, AgreementKind.StrategicCooperation }, parties = new[] { enterprise, institution } } });

    public static ProblemHttpResult SlotNotIn(Slot slot, params string[] states) => SlotStateType.Refuse($"It is {slot.State}; this is done with one that is {string.Join(" or ", states)}.", "D37", new { slot.State, states });

    public static ProblemHttpResult SlotPast(DateOnly endsOn, DateOnly today) => SlotPastType.Refuse("Take a period that is not over.", "D37", new { endsOn, today }, new { endsOn = today });

    public static ProblemHttpResult Headcount(Verdict verdict) => HeadcountType.Refuse(
        verdict, $"Take {(verdict.Change is null ? "another period: there is no room in this one" : "a smaller capacity, or another period")}; interns are at most 10 % of staff and 20 % of staff on the kind of post, on every date.");

    public static ProblemHttpResult SlotFull(Slot slot) => SlotFullType.Refuse("Choose another slot.", "D37", new { slot.Capacity, slot.Placed });

    public static ProblemHttpResult LearnerNotInTraining(string state, string institution) =>
        NotInTrainingType.Refuse("A learner is placed while in training at the institution that they applied from.", "D5", new { state, institution, inTraining = LearnerState.InTraining });

    public static ProblemHttpResult MajorDoesNotMatch(Verdict verdict) => MajorType.Refuse(verdict, "Choose a slot for the learner's major or one of the same class.");

    public static ProblemHttpResult PlacedAtThatTime(Verdict verdict) => PlacedType.Refuse(verdict, "Take a slot, or a start, after the other placement, or have that one ended first.");

    public static ProblemHttpResult AlreadyApplied(Application standing) => AppliedType.Refuse(
        "One application stands at a time; before an offer is accepted it may be withdrawn.", "D37", new { application = standing.Id, standing.State },
        standing.State is "accepted" or "placed" ? null : new { withdraw = $"/industry-partnership/v1/applications/{standing.Id}/withdrawal" });

    public static ProblemHttpResult ApplicationNotIn(Application application, params string[] states) =>
        ApplicationStateType.Refuse($"It is {application.State}; this is done with one that is {string.Join(" or ", states)}.", "D37", new { application.State, states });

    public static ProblemHttpResult PlacementNotIn(Placement placement, params string[] states) =>
        PlacementStateType.Refuse($"It is {placement.State}; this is done with one that is {string.Join(" or ", states)}.", "D37", new { placement.State, states });

    public static ProblemHttpResult ConsentMissing(Placement placement, IReadOnlyList<string> missing) => ConsentMissingType.Refuse(
        $"The consent of the {string.Join(" and the ", missing)} is missing.", "D32", new { missing },
        new { consents = missing.Select(who => $"/industry-partnership/v1/placements/{placement.Id}/{(who == InformedConsent.Guardian ? "guardian-consent" : "consent")}") });

    public static ProblemHttpResult AlreadyConsented(Placement placement, string who) => ConsentedType.Refuse($"The {who}'s consent counts once.", "D32", new { placement.Consents });

    public static ProblemHttpResult NoGuardianNeeded(Verdict verdict, Guid placement) =>
        NoGuardianType.Refuse("The learner's own consent is enough.", verdict.Rule, verdict.Facts, new { consent = $"/industry-partnership/v1/placements/{placement}/consent" });

    public static ProblemHttpResult NotOnThatDay(Verdict verdict) => ActDayType.Refuse(verdict, "Give a day that has come, at most a year before the planned first day, and for a signature not before the last consent.");

    public static ProblemHttpResult SignatureMissing(Placement placement)
    {
        var missing = new[] { placement.Institution, placement.Enterprise, InformedConsent.Learner }.Except(placement.Signatures.Select(signature => signature.By)).ToList();
        return SignatureMissingType.Refuse(
            $"Not signed yet by {string.Join(", ", missing)}.", "D31", new { placement.State, missing }, new { sign = $"/industry-partnership/v1/placements/{placement.Id}/signatures", by = missing, placement.TextHash });
    }

    public static ProblemHttpResult CannotStartThen(Verdict verdict) =>
        StartType.Refuse(verdict, "Give a day between the later of its planned start and the last signature, and the earlier of its planned end and today; where there is none to come, stop it.");

    public static ProblemHttpResult CannotEndThen(Verdict verdict) => EndType.Refuse(verdict, "Give a day between its first day and the earlier of its planned end and today.");

    public static ProblemHttpResult BaseNotIn(Base found, params string[] states) => BaseStateType.Refuse($"It is {found.State}; this is done with one that is {string.Join(" or ", states)}.", "D25", new { found.State, states });

    public static ProblemHttpResult NotOnThatDayOfTheBase(Verdict verdict) => BaseDayType.Refuse(verdict, "Give a day that has come, within the base's validity, and not before its last approval or suspension.");
}
