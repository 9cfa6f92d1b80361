using Kernel.Changes;

namespace Enrollment.Changes;

/// <summary>The things that partners follow in the change feed.</summary>
internal static class EnrollmentChanges
{
    public static IReadOnlyList<ChangeKind> Kinds { get; } =
    [
        CatalogueChanges.Pathway, CatalogueChanges.AdmissionConditions, CatalogueChanges.XCertificateType, CatalogueChanges.Figure,
        ArticulationChanges.Articulation, ArticulationChanges.CreditMapping, ArticulationChanges.Equivalence,
        CurriculumChanges.LearningOutcome, CurriculumChanges.Module, CurriculumChanges.Programme, CurriculumChanges.ModuleLead,
        LearnerChanges.Learner, LearnerChanges.XCertificate, LearnerChanges.PassedModule, LearnerChanges.Diploma, LearnerChanges.Outcome,
        ExamChanges.TransferPlan, ExamChanges.Candidate,
    ];
}
