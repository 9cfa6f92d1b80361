using Contracts.IndustryPartnership;
using static Enrollment.Tests.EnrollmentApp;
using VocationalPlatform.Client.Enrollment;

namespace Enrollment.Tests;

/// <summary>What the tests of modules and programmes do over and over.</summary>
internal static class CurriculumSteps
{
    public const string DroneCollege = "drone-college";

    /// <summary>NCUT with its units, as industry-partnership tells it.</summary>
    public static Task KnowUnitsAsync(this EnrollmentApp enrollment, int version, params string[] units) =>
        enrollment.App.DeliverAsync(Facts.Of(Facts.Organisation(Ncut, OrganisationKind.University, version: version) with
        {
            Units = [.. units.Select(unit => new UnitV1(unit, unit))],
        }));

    public static ModuleTerms Terms(
        string name = "UAV Surveying", string kind = "theory", string? unit = null, IReadOnlyList<Guid>? prerequisites = null,
        IReadOnlyList<Guid>? outcomes = null) => new()
        {
            Name = name,
            Hours = 48,
            Credits = 30,
            Kind = kind,
            Unit = unit,
            Prerequisites = prerequisites ?? [],
            Outcomes = outcomes ?? [],
        };

    public static Task<Module> DefineAsync(
        this EnrollmentApp enrollment, string org, string code, ModuleTerms? terms = null) =>
        enrollment.By(org).DefineModuleAsync(new() { Code = code, Terms = terms ?? Terms(code) });

    public static Task<Module> CorrectAsync(this EnrollmentApp enrollment, Module module, ModuleTerms terms, int? version = null) =>
        enrollment.By(module.Institution).CorrectModuleAsync(
            module.Id, version ?? module.Version, new() { Terms = terms, Reason = "Mistyped." });

    /// <summary>The module with these prerequisites, all else as it is.</summary>
    public static Task<Module> RequireAsync(this EnrollmentApp enrollment, Module module, params Guid[] prerequisites) =>
        enrollment.CorrectAsync(module, Terms(module.Terms.Name, prerequisites: prerequisites));

    public static Task<Module> RetireAsync(this EnrollmentApp enrollment, Module module) =>
        enrollment.By(module.Institution).RetireModuleAsync(module.Id, new() { Reason = "No longer taught." });

    public static Task<LearningOutcome> DefineOutcomeAsync(this EnrollmentApp enrollment, string org, string code, string? text = null) =>
        enrollment.By(org).DefineLearningOutcomeAsync(new() { Code = code, Text = text ?? code });
}
