using FacultyCertification.Rules;
using Kernel;
using Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

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
    private static readonly ProblemType LevelMissingType = Catalogue.Define("level-missing", 422, "A certificate has a level.");
    private static readonly ProblemType OutOfScopeType = Catalogue.Define("out-of-scope", 422, "The teacher is not in scope of dual qualification.");
    private static readonly ProblemType DecidedInFutureType = Catalogue.Define("decided-in-future", 422, "The day of the decision is still to come.");
    private static readonly ProblemType NotEmployedType = Catalogue.Define("not-employed", 422, "The institution does not employ the teacher on that day.");
    private static readonly ProblemType AlreadyCertifiedType = Catalogue.Define("already-certified", 409, "The teacher holds a certificate on some of these days.");
    private static readonly ProblemType NotCertifiedType = Catalogue.Define("not-certified", 409, "The certificate is no longer in force.");
    private static readonly ProblemType RevokedBeforeValidityType = Catalogue.Define("revoked-before-validity", 422, "A certificate cannot be revoked before its first day.");
    private static readonly ProblemType RevokedInFutureType = Catalogue.Define("revoked-in-future", 422, "The day of the revocation is still to come.");
    private static readonly ProblemType AsOfInFutureType = Catalogue.Define("as-of-in-future", 422, "There is no figure of a day still to come.");
    private static readonly ProblemType KnownAtInFutureType = Catalogue.Define("known-at-in-future", 422, "Nothing is known of a moment still to come.");

    public static ProblemHttpResult NotAnInstitution(string code, string kind) =>
        NotAnInstitutionType.Refuse($"{code} is registered as {kind}.", "D14", new { institution = code, kind });

    public static ProblemHttpResult InstitutionClosed(string code) => InstitutionClosedType.Refuse($"{code} takes no more teachers.", "D14", new { institution = code, state = "closed" });

    public static ProblemHttpResult StaffNumberTaken(string staffNumber) =>
        StaffNumberTakenType.Refuse("Staff numbers are never reused: take another one.", facts: new { staffNumber });

    public static ProblemHttpResult AlreadyDeparted(DateOnly lastDay) => AlreadyDepartedType.Refuse("A departure is recorded once.", facts: new { lastDay });

    public static ProblemHttpResult DepartureBeforeEmployment(DateOnly lastDay, DateOnly employedFrom) =>
        DepartureBeforeEmploymentType.Refuse($"The teacher is employed from {employedFrom:O}.", "D41", new { lastDay, employedFrom }, new { lastDay = employedFrom });

    public static ProblemHttpResult LevelMissing() =>
        LevelMissingType.Refuse("Name the level that the panel granted: one of those in change.", "D14", new { outcome = "granted", level = default(string) }, new { level = Level.All });

    public static ProblemHttpResult OutOfScope(Verdict verdict) =>
        OutOfScopeType.Refuse(verdict, $"Teachers of the categories {string.Join(" and ", Scope.Categories)} are in scope.");

    public static ProblemHttpResult DecidedInFuture(Verdict verdict) => DecidedInFutureType.Refuse(verdict, "A decision is recorded after it was made.");

    public static ProblemHttpResult NotEmployed(Verdict verdict) => NotEmployedType.Refuse(verdict, "A panel decides about a teacher whom its institution employs on the day of the decision.");

    public static ProblemHttpResult AlreadyCertified(Verdict verdict) =>
        AlreadyCertifiedType.Refuse(verdict, "A teacher holds one certificate at a time: another one can begin when this one has ended or is revoked.");

    public static ProblemHttpResult NotCertified(string state, DateOnly validUntil, DateOnly? revokedOn) =>
        NotCertifiedType.Refuse($"It is {state}, and stays so.", "D19", new { state, validUntil, revokedOn });

    public static ProblemHttpResult RevokedBeforeValidity(DateOnly revokedOn, DateOnly validFrom) =>
        RevokedBeforeValidityType.Refuse($"It is valid from {validFrom:O}.", "D20", new { revokedOn, validFrom }, new { revokedOn = validFrom });

    public static ProblemHttpResult RevokedInFuture(DateOnly revokedOn, DateOnly today) =>
        RevokedInFutureType.Refuse("A revocation takes effect today, or took effect before.", "D20", new { revokedOn, today }, new { revokedOn = today });

    public static ProblemHttpResult AsOfInFuture(DateOnly asOf, DateOnly today) => AsOfInFutureType.Refuse("Ask for today or for a day before.", "D41", new { asOf, today }, new { asOf = today });

    public static ProblemHttpResult KnownAtInFuture(DateTimeOffset knownAt, DateTimeOffset now) =>
        KnownAtInFutureType.Refuse("Ask for a moment that has passed.", "D41", new { knownAt, now }, new { knownAt = now });
}
