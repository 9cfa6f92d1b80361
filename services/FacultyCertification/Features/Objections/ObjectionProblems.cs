using FacultyCertification.Features.Objections;
using Kernel;
using Kernel.Http;

namespace FacultyCertification;

/// <summary>Refusals about objections.</summary>
internal static partial class Problems
{
    private static readonly ProblemType NotInNoticeType =
        Catalogue.Define("not-in-notice", 422, "The notice does not list this application.");
    private static readonly ProblemType NoObjectionsType =
        Catalogue.Define("no-objections", 422, "The method of the application allows no objections.");
    private static readonly ProblemType NotDuringNoticeType =
        Catalogue.Define("not-during-notice", 422, "The day is outside the public notice, or in the future.");
    private static readonly ProblemType ObjectionEndedType =
        Catalogue.Define("objection-ended", 409, "The objection is already decided or withdrawn.");
    private static readonly ProblemType ObjectionsUndecidedType =
        Catalogue.Define("objections-undecided", 409, "Some objections to grants of the notice are not decided yet.");

    public static Refusal NotInNotice(Guid applicationId) =>
        NotInNoticeType.Refuse("Choose an application that the notice shows.", "D16", new { applicationId });

    public static Refusal NoObjections(Guid methodId) =>
        NoObjectionsType.Refuse("Tell the institution's teacher office instead.", "D16", new { methodId });

    public static Refusal NotDuringNotice(Verdict verdict) =>
        NotDuringNoticeType.Refuse(verdict, "Send a day of the public notice, up to today.");

    public static Refusal ObjectionEnded(string state) =>
        ObjectionEndedType.Refuse($"The objection is {state}. This state is final.", "D16", new { state });

    public static Refusal OwnSidesObjection() =>
        CommonProblems.Forbidden("You cannot decide on an objection about yourself or a teacher of your own unit (D16).");

    public static Refusal NotYourDecision() => CommonProblems.NotByThisParty("the panel of the institution that published the notice");

    public static Refusal NotYourObjection() => CommonProblems.NotByThisParty("the organisation that raised the objection");

    public static Refusal ObjectionsUndecided(IReadOnlyList<Objection> open) => ObjectionsUndecidedType.Refuse(
        "Have the panel decide on each objection first.", "D16",
        new { objections = open.Select(one => new { one.Id, one.ApplicationId }) });
}
