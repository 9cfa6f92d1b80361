using FacultyCertification.Features.Applications;
using FacultyCertification.Features.Decisions;
using FacultyCertification.Features.Practices;
using FacultyCertification.Rules;
using Kernel;
using Kernel.Http;

namespace FacultyCertification;

/// <summary>Everything that this service refuses, with stable types; the list is served at <c>/problems/faculty-certification</c>.</summary>
internal static class Problems
{
    public static readonly ProblemCatalogue Catalogue = new(FacultyCertificationService.Name);

    private static readonly ProblemType NotAnInstitutionType = Catalogue.Define("not-an-institution", 422, "Only a university, a vocational college or a secondary school has teachers.");
    private static readonly ProblemType InstitutionClosedType = Catalogue.Define("institution-closed", 422, "The institution is closed.");
    private static readonly ProblemType StaffNumberTakenType = Catalogue.Define("staff-number-taken", 409, "A teacher of the institution has this staff number.");
    private static readonly ProblemType AlreadyDepartedType = Catalogue.Define("already-departed", 409, "The teacher's departure is recorded.");
    private static readonly ProblemType DepartureBeforeEmploymentType = Catalogue.Define("departure-before-employment", 422, "The last day lies before the first.");
    private static readonly ProblemType MethodDraftExistsType = Catalogue.Define("method-draft-exists", 409, "The next version of this method is being drafted.");
    private static readonly ProblemType MethodNotDraftType = Catalogue.Define("method-not-draft", 409, "Only a draft of a method can be changed or published.");
    private static readonly ProblemType PracticeTermsUnlawfulType = Catalogue.Define("practice-terms-unlawful", 422, "The method asks for less practice than is lawful, or for more than its years have.");
    private static readonly ProblemType EffectiveTooEarlyType = Catalogue.Define("effective-too-early", 422, "A version is in force after the first day of the version before it.");
    private static readonly ProblemType MethodNotUsableType = Catalogue.Define("method-not-usable", 422, "The institution has no published method of this identity.");
    private static readonly ProblemType LevelNotInMethodType = Catalogue.Define("level-not-in-method", 422, "The method does not have this level.");
    private static readonly ProblemType MethodNotInForceType = Catalogue.Define("method-not-in-force", 422, "The method is not in force on the day of applying.");
    private static readonly ProblemType ApplicationOpenType = Catalogue.Define("application-open", 409, "The teacher has an application that is open.");
    private static readonly ProblemType ApplicationNotInStateType = Catalogue.Define("application-not-in-state", 409, "The application is not in a state for this.");
    private static readonly ProblemType ApplicationsNotReadyType = Catalogue.Define("applications-not-ready", 409, "Some of the applications are not ready for this.");
    private static readonly ProblemType NotAnEnterpriseType = Catalogue.Define("not-an-enterprise", 422, "Practice is done at a base or at an enterprise.");
    private static readonly ProblemType EvidenceMissingType = Catalogue.Define("evidence-missing", 422, "Evidence that the method wants is missing.");
    private static readonly ProblemType TooLittlePracticeType = Catalogue.Define("too-little-practice", 422, "Too few days of practice count.");
    private static readonly ProblemType PanelTooSmallType = Catalogue.Define("panel-too-small", 422, "The panel has fewer members than the method wants.");
    private static readonly ProblemType DayOutOfRangeType = Catalogue.Define("day-out-of-range", 422, "The day is still to come, or before the step that this one follows.");
    private static readonly ProblemType NoticeRunningType = Catalogue.Define("notice-running", 422, "The public notice is not over on that day.");
    private static readonly ProblemType NoCertificateDueType = Catalogue.Define("no-certificate-due", 409, "No application of the notice waits for a certificate.");
    private static readonly ProblemType OutOfScopeType = Catalogue.Define("out-of-scope", 422, "The teacher is not in scope of dual qualification.");
    private static readonly ProblemType BeyondEmploymentType = Catalogue.Define("beyond-employment", 422, "The seat reaches beyond the teacher's last day.");
    private static readonly ProblemType OwnPanelType = Catalogue.Define("own-panel", 422, "Nobody judges themselves.");
    private static readonly ProblemType PracticeNotConfirmedType = Catalogue.Define("practice-not-confirmed", 422, "Whoever ran the place has not confirmed the practice.");
    private static readonly ProblemType NotStatedThenType = Catalogue.Define(
        "days-not-stated", 422, "Some days are not stated by the teacher, are to come, or are days on which you did not run the place.");
    private static readonly ProblemType NotEmployedType = Catalogue.Define("not-employed", 422, "The institution does not employ the teacher on that day.");
    private static readonly ProblemType AlreadyCertifiedType = Catalogue.Define("already-certified", 409, "The teacher holds a certificate on some of these days.");
    private static readonly ProblemType NotCertifiedType = Catalogue.Define("not-certified", 409, "The certificate is no longer in force.");
    private static readonly ProblemType RevokedBeforeValidityType = Catalogue.Define("revoked-before-validity", 422, "A certificate cannot be revoked before its first day.");
    private static readonly ProblemType RevokedInFutureType = Catalogue.Define("revoked-in-future", 422, "The day of the revocation is still to come.");
    private static readonly ProblemType AsOfInFutureType = Catalogue.Define("as-of-in-future", 422, "There is no figure of a day still to come.");
    private static readonly ProblemType KnownAtInFutureType = Catalogue.Define("known-at-in-future", 422, "Nothing is known of a moment still to come.");
    private static readonly ProblemType KnownTwiceType = Catalogue.Define("known-twice", 422, "A figure is as known at one moment or on one day.");

    private static readonly ProblemType PracticeOverlapsType = Catalogue.Define("practice-overlaps", 409, "The teacher has a seat, or waits for one, on some of these days.");
    private static readonly ProblemType PracticeNotInStateType = Catalogue.Define("practice-not-in-state", 409, "The booking is not in a state for this.");

    public static Refusal NotAnInstitution(string code, string kind) =>
        NotAnInstitutionType.Refuse($"{code} is registered as {kind}.", "D14", new { institution = code, kind });

    public static Refusal InstitutionClosed(string code) =>
        InstitutionClosedType.Refuse(
        $"{code} is closed: nothing begins there any more.", "D45", new { institution = code, state = "closed" });

    public static Refusal StaffNumberTaken(string staffNumber) =>
        StaffNumberTakenType.Refuse("Staff numbers are never reused: take another one.", facts: new { staffNumber });

    public static Refusal AlreadyDeparted(DateOnly lastDay) => AlreadyDepartedType.Refuse("A departure is recorded once.", facts: new { lastDay });

    public static Refusal DepartureBeforeEmployment(DateOnly lastDay, DateOnly employedFrom) =>
        DepartureBeforeEmploymentType.Refuse($"The teacher is employed from {employedFrom:O}.", "D41", new { lastDay, employedFrom }, new { lastDay = employedFrom });

    /// <summary>The caller sees the method, or may draft methods, but not this one's.</summary>
    public static Refusal NotYourMethod() => CommonProblems.Forbidden("A method is kept by the teacher office of the institution that it is of, or by the authority that issues it.");

    public static Refusal MethodDraftExists(string code, Guid methodId) => MethodDraftExistsType.Refuse("Edit that draft, or publish it first.", "D18", new { code, methodId });

    public static Refusal MethodNotDraft(string state, int number) => MethodNotDraftType.Refuse("What was published stays as it is: draft the next version.", "D18", new { state, number });

    public static Refusal PracticeTermsUnlawful(Verdict verdict) =>
        PracticeTermsUnlawfulType.Refuse(verdict, $"At least {MethodTerms.LeastDays} days of practice in at most {MethodTerms.MostYears} years are wanted for each level.");

    public static Refusal EffectiveTooEarly(DateOnly effectiveFrom, DateOnly previousFrom) =>
        EffectiveTooEarlyType.Refuse($"The version before is in force from {previousFrom:O}.", "D18", new { effectiveFrom, previousFrom }, new { effectiveFrom = previousFrom.AddDays(1) });

    /// <summary>The caller sees the teacher or the application, but does not apply.</summary>
    public static Refusal NotYourApplication() => CommonProblems.Forbidden("An application is the teacher's, or their teacher office's on their behalf.");

    public static Refusal MethodNotUsable(Guid methodId, Guid? usable) => MethodNotUsableType.Refuse(
        "Choose one that is listed at /faculty-certification/v1/methods, of the own institution or for all.", "D18", new { methodId }, usable is null ? null : new { methodId = usable });

    public static Refusal LevelNotInMethod(string level, IReadOnlyList<string> levels) => LevelNotInMethodType.Refuse("Choose one of those in change.", "D18", new { level }, new { level = levels });

    public static Refusal MethodNotInForce(Verdict verdict) => MethodNotInForceType.Refuse(verdict, "One applies by a method that is in force on that day; where change names another one, edit the draft.");

    public static Refusal ApplicationOpen(Guid applicationId) => ApplicationOpenType.Refuse("Go on with that one, or withdraw it first.", "D19", new { applicationId });

    public static Refusal ApplicationNotIn(string state, params string[] states) =>
        ApplicationNotInStateType.Refuse($"It would have to be {string.Join(" or ", states)}.", "D19", new { state, states });

    public static Refusal NotDecidable(string state) => ApplicationNotInStateType.Refuse(
        "A panel decides on an application under review; during the public notice it may only refuse.", "D16", new { state, states = new[] { State.UnderReview } },
        state == State.PublicNotice ? new { outcome = Outcome.Refused } : null);

    /// <summary>An application of another institution is told of like one that there is not.</summary>
    public static Refusal ApplicationsNotReady(IReadOnlyList<Guid> ids, IReadOnlyList<ApplicationRow> rows, IReadOnlyList<ApplicationRow> ready, string needed) => ApplicationsNotReadyType.Refuse(
        $"All of them, or none: each has to be {needed}.",
        "D16",
        new { applications = ids.Except(ready.Select(row => row.Id)).Select(id => rows.FirstOrDefault(row => row.Id == id) is { } row ? new { id, state = row.State, outcome = row.Outcome } : new { id, state = "unknown", outcome = default(string) }) },
        ready.Count == 0 ? null : new { applicationIds = ready.Select(row => row.Id) });

    public static Refusal NotAnEnterprise(string organisation) => NotAnEnterpriseType.Refuse("Take that item of evidence out, or name the enterprise.", "D17", new { enterprise = organisation });

    public static Refusal EvidenceMissing(Verdict verdict) => EvidenceMissingType.Refuse(verdict, "Edit the draft, and add evidence of the kinds that are missing.");

    public static Refusal TooLittlePractice(Verdict verdict) => TooLittlePracticeType.Refuse(
        verdict, "Days count once, in the years that end on the day of applying, at a base while it was approved or at an enterprise while an agreement with it was in force.");

    public static Refusal PanelTooSmall(int members, int needed) => PanelTooSmallType.Refuse($"The method wants at least {needed}.", "D16", new { members, needed }, new { panel = new { atLeast = needed } });

    public static Refusal DayOutOfRange(Verdict verdict) => DayOutOfRangeType.Refuse(verdict, "A step is recorded on its day or later, and is of no day before the step that it follows.");

    /// <summary>The caller sees the notice, but another institution publishes it.</summary>
    public static Refusal BeyondEmployment(Verdict verdict) => BeyondEmploymentType.Refuse(verdict, "Ask for a seat until the last day of employment at the latest.");

    public static Refusal OwnPanel(IReadOnlyList<string> others) =>
        OwnPanelType.Refuse("The teacher who applies is on the panel.", "D16", new { others }, change: others.Count == 0 ? null : new { panel = others });

    public static Refusal OwnDecision() => CommonProblems.Forbidden("The teacher who applies records no decision on their own application (D16).");

    public static Refusal OwnPractice() => CommonProblems.Forbidden("Nobody confirms or refuses practice that they state themselves (D16).");

    public static Refusal PracticeNotConfirmed(Verdict verdict, Guid application, IReadOnlyList<int> positions) => PracticeNotConfirmedType.Refuse(
        "Practice that only the teacher states does not count: a party of the base, or the enterprise, confirms its days.", verdict.Rule, new { positions, practice = verdict.Facts },
        new { confirm = positions.Select(position => $"/faculty-certification/v1/applications/{application}/evidence/{position}/confirmation") });

    public static Refusal NotStatedThen(Verdict verdict) =>
        NotStatedThenType.Refuse(verdict, "Confirm days of those that are stated, on which you ran the place, up to today.");

    public static Refusal NotYourNotice() => CommonProblems.Forbidden("Certificates are issued by the teacher office of the institution that published the notice.");

    public static Refusal NoticeRunning(DateOnly issuedOn, DateOnly lastDay, DateOnly earliest) =>
        NoticeRunningType.Refuse($"Its last day is {lastDay:O}: issue the certificates from {earliest:O} on.", "D16", new { issuedOn, lastDay, earliest }, new { issuedOn = earliest });

    public static Refusal NoCertificateDue(Guid noticeId) => NoCertificateDueType.Refuse("Its applications are certified, refused or withdrawn.", "D19", new { noticeId });

    public static Refusal OutOfScope(Verdict verdict) =>
        OutOfScopeType.Refuse(verdict, $"Teachers of the categories {string.Join(" and ", Scope.Categories)} are in scope.");

    public static Refusal NotEmployed(Verdict verdict) => NotEmployedType.Refuse(verdict, "Recognition is of a teacher whom the institution employs on that day.");

    public static Refusal AlreadyCertified(Verdict verdict) =>
        AlreadyCertifiedType.Refuse(verdict, "A teacher holds one certificate at a time: another one can begin when this one has ended or is revoked.");

    public static Refusal NotCertified(string state, DateOnly validUntil, DateOnly? revokedOn) =>
        NotCertifiedType.Refuse($"It is {state}, and stays so.", "D19", new { state, validUntil, revokedOn });

    public static Refusal RevokedBeforeValidity(DateOnly revokedOn, DateOnly validFrom) =>
        RevokedBeforeValidityType.Refuse($"It is valid from {validFrom:O}.", "D20", new { revokedOn, validFrom }, new { revokedOn = validFrom });

    public static Refusal RevokedInFuture(DateOnly revokedOn, DateOnly today) =>
        RevokedInFutureType.Refuse("A revocation takes effect today, or took effect before.", "D20", new { revokedOn, today }, new { revokedOn = today });

    public static Refusal AsOfInFuture(DateOnly asOf, DateOnly today) => AsOfInFutureType.Refuse("Ask for today or for a day before.", "D41", new { asOf, today }, new { asOf = today });

    public static Refusal KnownAtInFuture(DateTimeOffset knownAt, DateTimeOffset now) =>
        KnownAtInFutureType.Refuse("Ask for a moment that has passed.", "D41", new { knownAt, now }, new { knownAt = now });

    public static Refusal KnownOnInFuture(DateOnly knownOn, DateOnly today) => KnownAtInFutureType.Refuse("Ask for today or for a day before.", "D41", new { knownOn, today }, new { knownOn = today });

    public static Refusal KnownTwice(DateTimeOffset knownAt, DateOnly knownOn) => KnownTwiceType.Refuse("Ask for one of the two.", "D41", new { knownAt, knownOn }, new { knownAt = default(DateTimeOffset?) });

    /// <summary>The caller sees the teacher, but does not book for them.</summary>
    public static Refusal NotYourPractice() => CommonProblems.Forbidden("A seat is booked and cancelled by the teacher, or by their teacher office on their behalf.");

    public static Refusal PracticeOverlaps(PracticeBookingRow standing, int days) => PracticeOverlapsType.Refuse(
        "A teacher is at one base on a day: take later days, or cancel that booking first.", "D17", new { bookingId = standing.Id, from = standing.StartsOn, until = standing.EndsOn }, new { from = standing.EndsOn.AddDays(1), until = standing.EndsOn.AddDays(days) });

    public static Refusal PracticeNotIn(string state, params string[] states) =>
        PracticeNotInStateType.Refuse($"It is {state}; this is done with one that is {string.Join(" or ", states)}.", "D17", new { state, states });
}
