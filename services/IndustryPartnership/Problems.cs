using Contracts.IndustryPartnership;
using IndustryPartnership.Features.Agreements;
using IndustryPartnership.Features.Organisations;
using IndustryPartnership.Features.Placements;
using IndustryPartnership.Features.Slots;
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
    private static readonly ProblemType NotYourPlacementType = Catalogue.Define("not-your-placement", 403, "A placement is ended by the learner's institution.");
    private static readonly ProblemType CodeTakenType = Catalogue.Define("code-taken", 409, "The code is in use, or was.");
    private static readonly ProblemType ClosedType = Catalogue.Define("organisation-closed", 409, "The organisation is closed.");
    private static readonly ProblemType NotAwaitingVerificationType = Catalogue.Define("not-awaiting-verification", 409, "Only an enterprise that is registered and not verified yet is verified.");
    private static readonly ProblemType InUseType = Catalogue.Define("organisation-in-use", 409, "Agreements still name the organisation.");
    private static readonly ProblemType NotAnEnterpriseType = Catalogue.Define("not-an-enterprise", 422, "Staff counts are an enterprise's (D29).");
    private static readonly ProblemType NotVerifiedType = Catalogue.Define("enterprise-not-verified", 422, "An enterprise is verified before it offers anything.");
    private static readonly ProblemType PeriodType = Catalogue.Define("ends-before-it-starts", 422, "The last day is before the first.");
    private static readonly ProblemType NotAPartyType = Catalogue.Define("not-a-party", 422, "Whoever drafts an agreement is a party to it (D22).");
    private static readonly ProblemType PartiesUnknownType = Catalogue.Define("parties-unknown", 422, "An agreement has at least two parties that are registered (D22).");
    private static readonly ProblemType PartiesNotVerifiedType = Catalogue.Define("parties-not-verified", 422, "An agreement is signed when all its parties are verified (D22).");
    private static readonly ProblemType AgreementStateType = Catalogue.Define("agreement-state", 409, "The agreement's state does not allow this (D22).");
    private static readonly ProblemType AnotherTextType = Catalogue.Define("another-text", 409, "The signature is on another text than the agreement's (D22).");
    private static readonly ProblemType AlreadySignedType = Catalogue.Define("already-signed", 409, "The party has signed this text (D22).");
    private static readonly ProblemType AgreementPastType = Catalogue.Define("agreement-past", 422, "The agreement's last day has passed (D22).");
    private static readonly ProblemType NoAgreementType = Catalogue.Define("no-agreement-in-force", 422, "The enterprise and the institution have no agreement in force that internships can rest on (D37).");
    private static readonly ProblemType SlotStateType = Catalogue.Define("slot-state", 409, "The slot's state does not allow this (D37).");
    private static readonly ProblemType SlotPastType = Catalogue.Define("slot-past", 422, "The slot's last day has passed (D37).");
    private static readonly ProblemType HeadcountType = Catalogue.Define("headcount", 422, "The enterprise would have too many interns for its staff (D29).");
    private static readonly ProblemType SlotFullType = Catalogue.Define("slot-full", 409, "Every place of the slot is taken (D37).");
    private static readonly ProblemType NotEnrolledType = Catalogue.Define("learner-not-enrolled", 422, "Only an enrolled learner is placed (D5).");
    private static readonly ProblemType MajorType = Catalogue.Define("major-does-not-match", 422, "The post does not match the learner's major (D36).");
    private static readonly ProblemType PlacedType = Catalogue.Define("placed-at-that-time", 422, "The learner has a placement at that time (D38).");
    private static readonly ProblemType PlacementStateType = Catalogue.Define("placement-state", 409, "The placement has ended (D37).");
    private static readonly ProblemType EndType = Catalogue.Define("cannot-end-then", 422, "A placement ends between its start and today (D38).");

    public static ProblemHttpResult NotYoursToRegister(string kind, string code) => NotYoursToRegisterType.Refuse(
        kind == OrganisationKind.Enterprise ? $"An enterprise registers itself, with a token whose org is {code}." : $"A {kind} is registered by an authority, or by ops on its behalf.", facts: new { kind, code });

    public static ProblemHttpResult NotYourOrganisation(string code) => NotYourOrganisationType.Refuse($"A token whose org is {code} may do this.", facts: new { code });

    public static ProblemHttpResult NotAnInstitution(string org) => NotAnInstitutionType.Refuse("A verified university, vocational college or secondary school may do this.", facts: new { organisation = org });

    public static ProblemHttpResult NotYourSlot(Slot slot) => NotYourSlotType.Refuse($"{slot.Enterprise} may do this.", facts: new { slot.Enterprise });

    public static ProblemHttpResult NotYourPlacement(Placement placement) => NotYourPlacementType.Refuse($"{placement.Institution} may do this.", facts: new { placement.Institution });

    public static ProblemHttpResult CodeTaken(string code) => CodeTakenType.Refuse("Codes are never reused: take another one.", facts: new { code });

    public static ProblemHttpResult UnitCodeTaken(string organisation, string code) => CodeTakenType.Refuse("The organisation has a unit of this code: take another one.", facts: new { organisation, code });

    public static ProblemHttpResult OrganisationClosed(string code) => ClosedType.Refuse("What is closed stays readable and does not change.", facts: new { code });

    public static ProblemHttpResult NotAwaitingVerification(Organisation found) => NotAwaitingVerificationType.Refuse("There is nothing to verify.", facts: new { found.Kind, found.State });

    public static ProblemHttpResult OrganisationInUse(IReadOnlyList<Guid> agreements) => InUseType.Refuse("Terminate them, or let them expire, first.", "D22", new { agreements }, new { terminate = agreements });

    public static ProblemHttpResult NotAnEnterprise(string code) => NotAnEnterpriseType.Refuse("Institutions do not state staff here.", "D29", new { code });

    public static ProblemHttpResult EnterpriseNotVerified(string org) => NotVerifiedType.Refuse("Register, and ask an institution to verify the enterprise.", "D37", new { enterprise = org }, new { verify = $"/industry-partnership/v1/organisations/{org}/verification" });

    public static ProblemHttpResult EndsBeforeItStarts(DateOnly from, DateOnly until) => PeriodType.Refuse("Take a last day that is not before the first.", "D22", new { validFrom = from, validUntil = until }, new { validUntil = from });

    public static ProblemHttpResult NotAParty(string org, IReadOnlyList<string> parties) => NotAPartyType.Refuse("Name your own organisation among the parties.", "D22", new { parties }, new { parties = parties.Append(org) });

    public static ProblemHttpResult PartiesUnknown(IEnumerable<string> unknown, int parties) =>
        PartiesUnknownType.Refuse("Name two or more organisations that are registered and not closed.", "D22", new { unknown, parties });

    public static ProblemHttpResult PartiesNotVerified(IReadOnlyList<string> waiting) => PartiesNotVerifiedType.Refuse("Have these verified first.", "D22", new { notVerified = waiting }, new { verify = waiting });

    public static ProblemHttpResult AgreementNotIn(Agreement agreement, params string[] states) =>
        AgreementStateType.Refuse($"It is {agreement.State}; this is done with one that is {string.Join(" or ", states)}.", "D22", new { agreement.State, states });

    public static ProblemHttpResult AnotherText(string given, string current) => AnotherTextType.Refuse("The text was changed: read it again, and sign that one.", "D22", new { given, current }, new { textHash = current });

    public static ProblemHttpResult AlreadySigned(Agreement agreement) => AlreadySignedType.Refuse("Its signature counts once; the other parties' are awaited.", "D22", new { signed = agreement.Signatures.Select(signature => signature.Organisation) });

    public static ProblemHttpResult AgreementPast(DateOnly validUntil, DateOnly today) => AgreementPastType.Refuse("Edit it to end later, and sign that text.", "D22", new { validUntil, today }, new { validUntil = today });

    public static ProblemHttpResult NoAgreementInForce(string enterprise, string institution, DateOnly today) => NoAgreementType.Refuse(
        "Have both sign an internship framework or a strategic cooperation that is valid today.", "D37", new { enterprise, institution, today },
        new { agreement = new { kinds = new[] { AgreementKind.InternshipFramework, AgreementKind.StrategicCooperation }, parties = new[] { enterprise, institution } } });

    public static ProblemHttpResult SlotNotIn(Slot slot, params string[] states) => SlotStateType.Refuse($"It is {slot.State}; this is done with one that is {string.Join(" or ", states)}.", "D37", new { slot.State, states });

    public static ProblemHttpResult SlotPast(DateOnly endsOn, DateOnly today) => SlotPastType.Refuse("Take a period that is not over.", "D37", new { endsOn, today }, new { endsOn = today });

    public static ProblemHttpResult Headcount(Verdict verdict) => HeadcountType.Refuse(verdict, "Take a smaller capacity, or another period; interns are at most 10 % of staff and 20 % of staff on the kind of post, on every date.");

    public static ProblemHttpResult SlotFull(Slot slot) => SlotFullType.Refuse("Choose another slot.", "D37", new { slot.Capacity, slot.Placed });

    public static ProblemHttpResult LearnerNotEnrolled(string state) => NotEnrolledType.Refuse("A learner who has left is not placed.", "D5", new { state });

    public static ProblemHttpResult MajorDoesNotMatch(Verdict verdict) => MajorType.Refuse(verdict, "Choose a slot for the learner's major or one of the same class.");

    public static ProblemHttpResult PlacedAtThatTime(Verdict verdict) => PlacedType.Refuse(verdict, "Choose a slot that starts on that day or later, or end the other placement first.");

    public static ProblemHttpResult PlacementNotActive(Placement placement) => PlacementStateType.Refuse($"It is {placement.State}.", "D37", new { placement.State, placement.EndsOn });

    public static ProblemHttpResult CannotEndThen(Verdict verdict) => EndType.Refuse(verdict, "Give a day between its first day and the earlier of its planned end and today.");
}
