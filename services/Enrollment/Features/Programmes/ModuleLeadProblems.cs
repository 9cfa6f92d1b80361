using Enrollment.Features.Programmes;
using Kernel;
using Kernel.Http;

namespace Enrollment;

/// <summary>Refusals about leads of modules.</summary>
internal static partial class Problems
{
    private static readonly ProblemType LeadNotCertifiedType = Catalogue.Define(
        "lead-not-certified", 422, "The teacher does not work here on these days, or has no dual-qualified certificate in force.");
    private static readonly ProblemType LeadTakenType =
        Catalogue.Define("lead-taken", 409, "Another assignment to this module and cohort overlaps these days.");
    private static readonly ProblemType NotInTheProgrammeType =
        Catalogue.Define("module-not-in-programme", 422, "The programme does not contain the module.");
    private static readonly ProblemType CohortWithoutProgrammeType = Catalogue.Define(
        "cohort-without-programme", 422, "The cohort has no learners who follow the programme on these days.");
    private static readonly ProblemType NoDayOfLeadType =
        Catalogue.Define("no-day-of-the-lead", 422, "The day is outside the assignment.");

    /// <summary>The caller sees the assignment, and another institution made it.</summary>
    public static Refusal NotYourLead() => CommonProblems.NotByThisParty("a registrar of the institution that named the teacher");

    public static Refusal LeadNotCertified(Verdict verdict) => LeadNotCertifiedType.Refuse(
        verdict, "Name another teacher. If the change has days, this teacher can lead then.");

    public static Refusal CohortWithoutProgramme(Verdict verdict) => CohortWithoutProgrammeType.Refuse(
        verdict, "Send a cohort that follows the programme, and has begun or begins in the year after the first day.");

    public static Refusal LeadTaken(ModuleLead other) => LeadTakenType.Refuse(
        "End that assignment first, or name other days.", "D20", new { other.TeacherId, other.StartsOn, other.EndsOn },
        new { end = $"/enrollment/v1/module-leads/{other.Id}/end" });

    public static Refusal NotInTheProgramme(Guid module) => NotInTheProgrammeType.Refuse(
        "Name a module of the programme. To lead your institution's whole part, name no module.", "S8", new { moduleId = module });

    public static Refusal NoDayOfLead(ModuleLead lead, DateOnly on) => NoDayOfLeadType.Refuse(
        "Send a day of the assignment.", "D20", new { lead.StartsOn, lead.EndsOn, on },
        lead.Days.Nearest(on) is { } nearest ? new { on = nearest } : null);
}
